import type { StudyInForce } from "../data/types";
import { t } from "../i18n";
import { dayOnly } from "../words/dates";
import { money } from "../words/money";
import { dayWords } from "./words";

export type Policy = NonNullable<StudyInForce["travel"]>;
type Category = Policy["categories"][number];
type Currency = Pick<Policy, "currency">;

const KINDS = ["item", "day", "visit", "month"] as const;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** "$40.00 a day, $350.00 a month" */
export function capsWords(caps: Policy["caps"], { currency }: Currency): string {
  const said = KINDS.flatMap((kind) => {
    const most = caps[kind];
    return most === null ? [] : [t(`policy.cap.${kind}`, { sum: money(most, currency) })];
  });
  return said.join(", ") || t("policy.no_cap");
}

/** What is paid before any limit. */
export function paidWords({ kind, amount }: Category, { currency }: Currency): string {
  if (amount !== null) return money(amount, currency);
  return kind === "mileage" ? t("policy.pays.mileage") : t("policy.pays.receipt");
}

/** From which sum on a receipt is needed; from the smallest one on, it always is. */
export function receiptWords({ receipt_from: from }: Category, { currency }: Currency): string {
  if (from === null) return t("policy.receipt.never");
  return from <= 1 ? t("policy.receipt.always") : t("policy.receipt.from", { sum: money(from, currency) });
}

/** "1 Jan 2026": the year is always said, for a rate outlives it. */
export const sinceWords = (day: string) => dayOnly(day, "");

/** "Friday", "Monday to Friday"; `days` are ISO weekdays. */
export const payDays = (days: readonly number[]) => dayWords(days.map((day) => WEEK[day - 1] ?? ""));
