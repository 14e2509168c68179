/** Sums and distances, in words and as people type them. Sums are whole minor units, distances whole tenths. */
import type { Travel, TravelPolicy } from "../../api";
import { language, t } from "../../i18n";

export type Currency = Pick<TravelPolicy, "currency" | "digits">;

/** Which customs of writing numbers a language of the app follows: the studies' own, where it is dollars. */
const customs: Record<string, string> = { en: "en-US", es: "es-419" };

const locale = () => customs[language.value] ?? language.value;

/** "$84.20" */
export function money(amount: number, { currency, digits }: Currency): string {
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const [minimumFractionDigits, maximumFractionDigits] = [digits, digits];
  const format = new Intl.NumberFormat(locale(), { ...options, minimumFractionDigits, maximumFractionDigits });
  return format.format(amount / 10 ** digits);
}

/** "$60" for a round sum, as in a rule. */
export function roundMoney(amount: number, policy: Currency): string {
  const whole = amount % 10 ** policy.digits === 0;
  return whole ? money(amount / 10 ** policy.digits, { ...policy, digits: 0 }) : money(amount, policy);
}

/** "12.50", for the field in which it is typed. */
export function typedAmount(amount: number, digits: number): string {
  return (amount / 10 ** digits).toFixed(digits);
}

/** "24.6 miles" */
export function distance(tenths: number, unit: TravelPolicy["unit"]): string {
  const miles = tenths / 10;
  const text = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(miles);
  return t(`distance.${unit}`, { n: miles, text });
}

/** "24.6", for the field in which it is typed. */
export const typedDistance = (tenths: number) => String(tenths / 10);

/** "$0.725", with as many digits as the rate is set in. */
export function rateInWords(rate: string, { currency }: Pick<TravelPolicy, "currency">): string {
  const digits = Math.max(2, rate.split(".")[1]?.length ?? 0);
  return money(Number(rate) * 10 ** digits, { currency, digits });
}

/** The number that somebody meant, in units of `digits` after the point, or what is wrong with it. */
export type Read = { value: number; wrong?: never } | { value?: never; wrong: "empty" | "form" | "digits" | "zero" };

/**
 * Reads "12.50", "12,50", "$12.50", "1,234.50" or "1.234,50". A point before three digits alone
 * ("1.234") may mean either, and is asked again.
 */
export function readNumber(typed: string, digits: number): Read {
  const text = typed.replace(/[\s\u00a0\u202f']/g, "").replace(/^[A-Za-z]{0,3}\p{Sc}?|\p{Sc}?[A-Za-z]{0,10}$/gu, "");
  if (typed.trim() === "") return { wrong: "empty" };
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return { wrong: text.startsWith("-") ? "zero" : "form" };
  const parts = split(text);
  if (!parts) return { wrong: "form" };
  const [whole, fraction] = parts;
  if (fraction.length > digits) return { wrong: "digits" };
  const value = Number(whole + fraction.padEnd(digits, "0"));
  return value > 0 ? { value } : { wrong: "zero" };
}

/** The digits before and after the point; thousands may be set apart. Null where that is not how numbers are written. */
function split(text: string): [whole: string, fraction: string] | null {
  if (/^\d{1,3}(,\d{3})+$/.test(text)) return [text.replaceAll(",", ""), ""];
  const [, whole = "", mark = "", fraction = ""] = /^(.*?)(?:([.,])(\d*))?$/.exec(text) ?? [];
  if (/^\d*$/.test(whole)) return whole || fraction ? [whole || "0", fraction] : null;
  const apart = mark === "," ? "." : ",";
  const groups = whole.split(apart);
  const grouped = mark !== "" && groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  return grouped ? [groups.join(""), fraction] : null;
}

/** The usual way there and back, in tenths; null while it is not known. */
export const roundTrip = ({ distance: oneWay }: Pick<Travel, "distance">) => (oneWay === null ? null : 2 * oneWay);

/** More than this there and back is a slip of the pen, to the server too (in tenths). */
export const LONGEST = 50_000;
