import { standing } from "../data/session";

/** Whether this device can have a passkey for the portal. */
export function canHavePasskeys(): boolean {
  const now = standing.value;
  return now.kind === "in" && now.session.passkeys && "PublicKeyCredential" in globalThis;
}
