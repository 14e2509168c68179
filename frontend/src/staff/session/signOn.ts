import { api, read } from "../../api";
import type { TextKey } from "../i18n";

const NAME = "sign-on";

/** Why the way back from the institution led here, in its sentence; the server sends one of these words. */
export const REASONS: Readonly<Record<string, TextKey>> = {
  declined: "signin.sso.declined",
  expired: "signin.sso.expired",
  failed: "signin.sso.failed",
  down: "signin.sso.down",
  email: "signin.sso.email",
  unknown: "signin.sso.unknown",
  no_second: "signin.sso.no_second",
  slow: "signin.sso.slow",
  passkey: "signin.sso.passkey",
};

/** The word that the address carries, once: a reload does not say it again. */
export function takeWord(): string | null {
  const here = new URL(location.href);
  const word = here.searchParams.get(NAME);
  if (word === null) return null;
  here.searchParams.delete(NAME);
  history.replaceState(history.state, "", here);
  return word;
}

/** The ticket for the code of her app, in the browser that just came back. */
export const askSecond = async () => (await read(api.POST("/api/sign-in/oidc/second"))).ticket;
