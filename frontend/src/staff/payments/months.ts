import { language } from "../i18n";

/** "March" or "Mar", from 3. */
export function monthWords(month: number, length: "long" | "short"): string {
  const day = new Date(Date.UTC(2000, month - 1, 15));
  return new Intl.DateTimeFormat(language.value, { month: length, timeZone: "UTC" }).format(day);
}
