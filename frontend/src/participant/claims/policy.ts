/**
 * What the study pays of a claim: pure, from its policy, the lines and what was claimed before. The
 * same arithmetic runs on the server (portal/claims/policy.py), so that somebody without a connection
 * sees the total before she sends; both are held to tests/claims/policy_cases.json.
 *
 * Rounding: a mileage line is rounded once, half up, to a whole minor unit. Nothing else is rounded.
 */
import type { ClaimCut, TravelCategory, TravelPolicy } from "../../api";
import { addDays } from "../../i18n/dates";

/** One thing that was paid for. `asked` in minor units. `key` tells lines of one sum apart. */
export type Line = { key: string; category: string; spent_on: string; asked: number; care_partner?: boolean };

/** What a line of another claim takes of the caps. `same_visit`: it is for the same visit. */
export type Taken = {
  category: string;
  spent_on: string;
  amount: number;
  care_partner?: boolean;
  same_visit?: boolean;
};

/** What is paid of a line by the policy; `cut`, the cap that was reached first, where that is less than asked. */
export type Allowed = { amount: number; cut: ClaimCut | null };

/** The part of the policy that the sums hang on. */
export type Caps = Pick<TravelPolicy, "caps"> & { categories: readonly Pick<TravelCategory, "key" | "caps">[] };

/** A cap that a line counts towards; `over` is the same for all that count together. */
type Bucket = { kind: ClaimCut["kind"]; category: string | null; limit: number; over: string };

/**
 * What is paid of each line, by its key. The order in which the lines come makes no difference: the
 * older line is paid first, then by the order of the categories in the policy, then the larger sum.
 */
export function assess(policy: Caps, lines: readonly Line[], taken: readonly Taken[] = []): Map<string, Allowed> {
  const used = new Map<string, number>();
  const count = (buckets: readonly Bucket[], amount: number) => {
    for (const { over } of buckets) used.set(over, (used.get(over) ?? 0) + amount);
  };
  for (const one of taken) count(bucketsOf(policy, one, one.same_visit ?? false), one.amount);
  const found = new Map<string, Allowed>();
  for (const line of inOrder(policy, lines)) {
    const buckets = bucketsOf(policy, line, true);
    const result = allowed(policy, line, buckets, used);
    found.set(line.key, result);
    count(buckets, result.amount);
  }
  return found;
}

function inOrder({ categories }: Caps, lines: readonly Line[]): Line[] {
  const place = ({ category }: Line) => {
    const at = categories.findIndex(({ key }) => key === category);
    return at < 0 ? categories.length : at;
  };
  const rank = (line: Line) => [line.spent_on, place(line), Number(line.care_partner ?? false), -line.asked, line.key];
  return [...lines].sort((one, other) => compare(rank(one), rank(other)));
}

function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const at = one.findIndex((part, place) => part !== other[place]);
  const [mine, theirs] = [one[at] ?? "", other[at] ?? ""];
  return at < 0 ? 0 : mine < theirs ? -1 : 1;
}

function allowed(policy: Caps, line: Line, buckets: readonly Bucket[], used: ReadonlyMap<string, number>): Allowed {
  let [amount, cut]: [number, ClaimCut | null] = [line.asked, null];
  const item = capsOf(policy, line.category)?.item ?? null;
  if (item !== null && item < amount) {
    [amount, cut] = [item, { kind: "item", category: line.category, limit: item }];
  }
  for (const { kind, category, limit, over } of buckets) {
    const left = Math.max(0, limit - (used.get(over) ?? 0));
    if (left < amount) [amount, cut] = [left, { kind, category, limit }];
  }
  return { amount, cut };
}

const capsOf = ({ categories }: Caps, wanted: string) => categories.find(({ key }) => key === wanted)?.caps;

/** The caps that a line counts towards. A companion's costs have their own, but not of everything together. */
function bucketsOf(policy: Caps, line: Line | Taken, countsForVisit: boolean): Bucket[] {
  const over = [
    ["day", line.spent_on],
    ...(countsForVisit ? [["visit", ""] as const] : []),
    ["month", line.spent_on.slice(0, 7)],
  ] as const;
  const own = capsOf(policy, line.category);
  const whose = line.care_partner ? "partner" : "own";
  const bucket = (kind: "day" | "visit" | "month", what: string, category: string | null): Bucket[] => {
    const limit = (category === null ? policy.caps : own)?.[kind] ?? null;
    const place = category === null ? "" : `${category} ${whose}`;
    return limit === null ? [] : [{ kind, category, limit, over: `${kind} ${what} ${place}` }];
  };
  return [
    ...over.flatMap(([kind, what]) => bucket(kind, what, line.category)),
    ...over.flatMap(([kind, what]) => bucket(kind, what, null)),
  ];
}

/** What a distance in tenths comes to at a rate ("0.725"), in minor units, rounded half up. In whole numbers throughout. */
export function mileage(rate: string, tenths: number, digits: number): number {
  const [whole = "0", fraction = ""] = rate.split(".");
  const over = 10n ** BigInt(fraction.length + 1);
  const exact = BigInt(whole + fraction) * BigInt(tenths) * 10n ** BigInt(digits);
  return Number((2n * exact + over) / (2n * over));
}

/** The rate of a day; null before the first. */
export function rateOn({ rates }: Pick<TravelPolicy, "rates">, day: string): string | null {
  return rates.filter(({ since }) => since <= day).at(-1)?.rate ?? null;
}

/** Whether a line of this amount must have a receipt. */
export function receiptNeeded({ kind, receipt_from }: Pick<TravelCategory, "kind" | "receipt_from">, amount: number): boolean {
  return kind === "receipt" && receipt_from !== null && amount >= receipt_from;
}

/** The last day on which a claim for a visit is in time. */
export function deadline({ claim_within }: Pick<TravelPolicy, "claim_within">, visitDay: string): string {
  return addDays(visitDay, claim_within);
}

/** The day on which the money of a claim that was approved on that day usually goes out. */
export function paymentDay(policy: Pick<TravelPolicy, "pay_after" | "payment_days">, approvedOn: string): string {
  let day = addDays(approvedOn, policy.pay_after);
  while (!policy.payment_days.includes(isoWeekday(day))) day = addDays(day, 1);
  return day;
}

const isoWeekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
