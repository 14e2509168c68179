import { createTexts } from "../../i18n/core";
import en from "./en";

/** The desk's own texts. English for now; a language more is a file beside en.ts and a line here. */
const texts = createTexts({ en: () => Promise.resolve({ default: en }) });

export const { t, use } = texts;
export const language = texts.current;
export type TextKey = keyof typeof en;
