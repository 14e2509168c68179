import { api, read } from "../../api";
import type { TextKey } from "../i18n";

const NAME = "sign-on";
const PAGE = "portal.page";
const DESK = "/staff/";

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

/**
 * Before she leaves for the institution: the page that she wanted stays with this tab. Not what
 * stands after its #, which are words that she typed.
 */
export function rememberPage(): void {
  sessionStorage.setItem(PAGE, location.pathname + location.search);
}

/** The page that she wanted before she left, once; null where she is on it or wanted none. */
export function takePage(): string | null {
  const page = sessionStorage.getItem(PAGE);
  sessionStorage.removeItem(PAGE);
  return page?.startsWith(DESK) && location.pathname === DESK && page !== DESK ? page : null;
}

/** The ticket for the code of her app, in the browser that just came back. */
export const askSecond = async () => (await read(api.POST("/api/sign-in/oidc/second"))).ticket;
