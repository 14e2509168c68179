import { createTexts } from "../../i18n/core";
import en from "./en";

/** The desk's own texts. English for now; a language more is a file beside en.ts and a line here. */
const texts = createTexts<typeof en, "en">({ en: () => Promise.resolve({ default: en }) });

export const { t } = texts;
export const speak = texts.speak;
export const language = texts.current;

type Plain<T> = { [K in keyof T]: T[K] extends `${string}{${string}` | object ? never : K }[keyof T];
/** A key whose text needs no values: what lists and tables of looks can name. */
export type TextKey = Plain<typeof en>;
