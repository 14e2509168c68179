import { createTexts, type PlainKey } from "./core";
import type english from "./en";

/** The languages of the participant's app. A new one is a folder beside these and a line here. */
const texts = createTexts<typeof english, "en" | "es">({
  en: () => import("./en"),
  es: () => import("./es"),
});

/** What each language calls itself. */
export const languageNames: Record<(typeof texts.languages)[number], string> = { en: "English", es: "Español" };

export type Language = keyof typeof languageNames;
/** A text that needs no values, for lists of labels. */
export type Label = PlainKey<typeof english>;

export const t = texts.t;
export const language = texts.current;
export const languages = texts.languages;
export const speakLanguage = texts.speak;
export const closestLanguage = texts.closest;
