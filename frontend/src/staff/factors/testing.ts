import { vi } from "vitest";

import type { SignInFactors } from "../../api";
import { session } from "../session/session";

export const aPasskey = (label = "Mac, Safari") => ({
  id: label.split(",")[0] ?? label,
  label,
  made_at: "2027-01-02T10:00:00Z",
  last_used_at: null,
});

export const someFactors = (change: Partial<SignInFactors> = {}): SignInFactors => ({
  password: null,
  app: null,
  recovery_codes_left: 0,
  passkeys: [],
  sign_on: null,
  staff: true,
  complete: false,
  may_change: true,
  step_up: false,
  ...change,
});

export const options = {
  challenge: "AQL6",
  rp: { id: "localhost", name: "localhost" },
  user: { id: "AQL6", name: "grace@example.org", displayName: "Grace Okafor" },
  pubKeyCredParams: [],
  excludeCredentials: [],
};

const raw = new Uint8Array([1, 2, 250]).buffer;

/** A device with passkeys. `make` is what happens when one is to be made. */
export function withPasskeys(make?: () => Promise<unknown>) {
  const made = { id: "AQL6", rawId: raw, type: "public-key", response: { attestationObject: raw, clientDataJSON: raw } };
  const create = vi.fn(make ?? (() => Promise.resolve(made)));
  vi.stubGlobal("PublicKeyCredential", () => undefined);
  const get = vi.fn(() => Promise.resolve({ ...made, response: { signature: raw } }));
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { create, get } });
  if (session.value) session.value = { ...session.value, passkeys: true };
  return { create, get };
}
