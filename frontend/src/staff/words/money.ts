/** Sums are whole minor units of a currency (cents of a dollar): here they become words and come back. */
import { language } from "../i18n";

/** Whose customs of writing sums a language of the desk follows. */
const customs: Record<string, string> = { en: "en-US" };
const made = new Map<string, Intl.NumberFormat>();

function format(currency: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const locale = customs[language.value] ?? language.value;
  const key = `${locale} ${currency} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.NumberFormat(locale, { style: "currency", currency, ...options })));
  return found;
}

/** How many digits the currency has after the point. */
export const digitsOf = (currency: string) => format(currency).resolvedOptions().maximumFractionDigits ?? 2;

/** "$1,204.50" */
export function money(minor: number, currency: string): string {
  return format(currency).format(minor / 10 ** digitsOf(currency));
}

/** "$1,204", "$24.3K": for a chart, where the exact sum stands beside. */
export function moneyShort(minor: number, currency: string): string {
  const units = minor / 10 ** digitsOf(currency);
  const large = Math.abs(units) >= 10_000;
  return format(currency, large ? { notation: "compact", maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }).format(
    units,
  );
}

/** "$0.725": what one mile or kilometre is paid at, with as many digits as it has. */
export function rate(decimal: string, currency: string): string {
  const { locale, minimumFractionDigits } = format(currency).resolvedOptions();
  const digits = { minimumFractionDigits, maximumFractionDigits: 6 };
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits }).format(Number(decimal));
}

/** "12.50", as it stands in a field. */
export function fromMinor(minor: number, digits: number): string {
  return (minor / 10 ** digits).toFixed(digits);
}

/** Beyond this a sum is a slip of the hand, and numbers are no longer exact. */
const MOST_DIGITS = 12;

const SIGN = String.raw`(?:\p{Sc}|[A-Z]{2}\p{Sc}|[A-Z]{3})`;
const AROUND = new RegExp(String.raw`^${SIGN}?\s*([\d.,]+)\s*${SIGN}?$`, "u");
const PLAIN = /^(\d+)(?:[.,](\d*))?$/;
const GROUPED = [/^(\d{1,3}(?:,\d{3})+)\.(\d*)$/, /^(\d{1,3}(?:\.\d{3})+),(\d*)$/];

/**
 * What was typed as a sum, in minor units: "12.50", "12,50" and "$12.50" are 1250 with two digits.
 * Null where it is none, or has more digits than the currency: "1,234" could mean two sums, so it
 * is none, but "1,234.00" is one.
 */
export function toMinor(text: string, digits: number): number | null {
  const [, typed] = AROUND.exec(text.trim()) ?? [];
  if (typed === undefined) return null;
  const [, whole = "", part = ""] = [PLAIN, ...GROUPED].map((shape) => shape.exec(typed)).find(Boolean) ?? [];
  const units = whole.replace(/\D/g, "");
  if (!units || units.length > MOST_DIGITS || part.length > digits) return null;
  return Number(units + part.padEnd(digits, "0"));
}
