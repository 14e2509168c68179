/**
 * What a push carries, read: pure. It is a declarative push message, which some browsers show by
 * themselves; here every other browser learns to. Whatever it holds, something can be shown: a
 * browser takes the permission away from an app that stays silent.
 */

/** `url`: a page of the app. `token`: what a device confirms the notice with. */
export type Behind = { url: string; token: string | null };

/** Newer than TypeScript's own: the phone makes itself heard again when a notice replaces another. */
type Options = Omit<NotificationOptions, "data"> & { renotify: boolean; data: Behind };

/** `badge`: the number on the app's icon; null where the push says none. */
export type Shown = { title: string; options: Options; badge: number | null };

const PLAIN: Record<string, { title: string; body: string }> = {
  en: { title: "Your portal", body: "Something new waits for you." },
  es: { title: "Su portal", body: "Hay algo nuevo para usted." },
};
const TAG = "portal";

/** What to show of a push with this text; `origin` is the portal's, `languages` what the browser speaks. */
export function readPush(text: string | null, origin: string, languages: readonly string[]): Shown {
  const message = objectOf(parsed(text));
  const notification = objectOf(message.notification);
  const plain = plainWords(languages);
  const title = textOf(notification.title);
  const token = textOf(objectOf(notification.data).token) || null;
  return {
    title: title || plain.title,
    options: {
      body: title ? textOf(notification.body) : plain.body,
      lang: (title && textOf(notification.lang)) || plain.lang,
      dir: notification.dir === "rtl" ? "rtl" : "ltr",
      tag: textOf(notification.tag) || TAG,
      silent: notification.silent === true,
      renotify: true,
      icon: "/icons/icon-192.png",
      badge: "/icons/badge-96.png",
      data: { url: pageOf(notification.navigate, origin), token },
    },
    badge: numberOf(message.app_badge ?? notification.app_badge),
  };
}

/** What stands behind a notification on the screen, whoever put it there. */
export function behind(data: unknown, origin: string): Behind {
  const { url, token } = objectOf(data);
  return { url: pageOf(url, origin), token: textOf(token) || null };
}

/** The page of the app that an address leads to, without the notice's token; Today for any other. */
export function pageOf(address: unknown, origin: string): string {
  const url = addressOf(address, origin);
  if (url?.origin !== origin || !isOurs(url)) return "/";
  url.searchParams.delete("notice");
  return url.pathname + url.search + url.hash;
}

function addressOf(address: unknown, origin: string): URL | null {
  try {
    return new URL(textOf(address), origin);
  } catch {
    return null;
  }
}

/** Whether it is a page of the phone's app: neither the desk nor an answer of the server. */
export function isOurs({ pathname }: URL): boolean {
  return !/^\/(api|staff)(\/|$)/.test(pathname);
}

function plainWords(languages: readonly string[]) {
  const bases = languages.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  const lang = bases.find((base) => base in PLAIN) ?? "en";
  return { lang, title: "", body: "", ...PLAIN[lang] };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null; // no push of ours, or one cut short
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 0 ? (number as number) : null;
}
