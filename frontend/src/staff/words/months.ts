import { language } from "../i18n";

/** "March" or "Mar", from 3. */
export function monthWords(month: number, length: "long" | "short"): string {
  const day = new Date(Date.UTC(2000, month - 1, 15));
  return new Intl.DateTimeFormat(language.value, { month: length, timeZone: "UTC" }).format(day);
}

/** "March 2026" or "Mar 2026", from any day of it. */
export function monthOfYear(day: string, length: "long" | "short"): string {
  const options = { month: length, year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language.value, options).format(new Date(`${day}T12:00:00Z`));
}
