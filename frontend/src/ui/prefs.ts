/**
 * What this device remembers about reading: language, theme, text size. Nothing about the person.
 * public/prefs.js applies the same values before the first paint.
 */
export type Theme = "auto" | "light" | "dark";
export const textSizes = ["normal", "large", "larger", "largest"] as const;
export type TextSize = (typeof textSizes)[number];

function get(key: string): string | null {
  try {
    return localStorage.getItem(`portal.${key}`);
  } catch {
    return null; // storage is switched off: the defaults serve
  }
}

function put(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(`portal.${key}`);
    else localStorage.setItem(`portal.${key}`, value);
  } catch {
    // not remembered, but applied for now
  }
}

export function savedLanguage(): string | null {
  return get("language");
}

export function saveLanguage(language: string) {
  put("language", language);
}

/** Whether the language was tapped here and the account does not know of it yet. */
export function languageUntold(): boolean {
  return get("language.untold") !== null;
}

export function setLanguageUntold(untold: boolean) {
  put("language.untold", untold ? "1" : null);
}

const PUT_OFF_MS = 90 * 24 * 60 * 60 * 1000;

/** Whether "not now" was said on this device to a passkey, some months ago at most. */
export function passkeyPutOff(): boolean {
  return Date.now() - Number(get("passkey.not-now") ?? 0) < PUT_OFF_MS;
}

export function notNow() {
  put("passkey.not-now", String(Date.now()));
}

export function theme(): Theme {
  const saved = get("theme");
  return saved === "light" || saved === "dark" ? saved : "auto";
}

export function setTheme(next: Theme) {
  put("theme", next === "auto" ? null : next);
  if (next === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

export function textSize(): TextSize {
  const saved = get("text");
  return textSizes.find((size) => size === saved) ?? "normal";
}

export function setTextSize(next: TextSize) {
  put("text", next === "normal" ? null : next);
  if (next === "normal") delete document.documentElement.dataset.text;
  else document.documentElement.dataset.text = next;
}
