/** The lines of a draft: pure. What each comes to, what is still open about it, and how it is sent. */
import type { NewClaimLine, Travel, TravelCategory, TravelPolicy } from "../../api";
import { LONGEST, readNumber, roundTrip } from "./money";
import { mileage, rateOn, receiptNeeded } from "./policy";

/** `there`: the server has it already. `wrong`: why it was not taken. */
export type DraftReceipt = { id: string; type: string; there: boolean; wrong?: string };

/**
 * One thing that was paid for, as far as it is said. `amount` and `distance` are as typed. `way`: what
 * the distance is, one way, there and back, or the usual one. `receipt_lost`: why there is none.
 */
export type DraftLine = {
  id: string;
  category: string;
  care_partner: boolean | null;
  spent_on: string | null;
  amount: string;
  way: "usual" | "one" | "both" | null;
  distance: string;
  distance_reason: string;
  note: string;
  receipt_lost: string | null;
  receipts: DraftReceipt[];
};

/** What a line is held against. `usual`: the way there and back in tenths, null while it is not known. */
export type Known = Pick<Travel, "today" | "consented_on"> & { policy: TravelPolicy; usual: number | null };

export type Step = "who" | "day" | "amount" | "distance" | "receipts";

export const known = (travel: Travel, policy: TravelPolicy, today: string): Known => ({
  ...{ policy, today, consented_on: travel.consented_on, usual: roundTrip(travel) },
});

export const categoryOf = ({ categories }: Pick<TravelPolicy, "categories">, line: Pick<DraftLine, "category">) =>
  categories.find(({ key }) => key === line.category);

/** What is asked about something of that category, in order. */
export function stepsOf({ kind, care_partner }: Pick<TravelCategory, "kind" | "care_partner">): Step[] {
  const who: Step[] = care_partner ? ["who"] : [];
  if (kind === "flat") return who;
  return [...who, "day", ...(kind === "mileage" ? (["distance"] as const) : (["amount", "receipts"] as const))];
}

/** The way there and back in tenths; null where it cannot be read. */
export function tenthsOf({ way, distance }: Pick<DraftLine, "way" | "distance">, usual: number | null): number | null {
  if (way === "usual") return usual;
  const typed = readNumber(distance, 1).value;
  if (way === null || typed === undefined) return null;
  const whole = way === "one" ? 2 * typed : typed;
  return whole <= LONGEST ? whole : null;
}

/** What is asked for a line, in minor units; null while that is not known. */
export function askedFor(line: DraftLine, { policy, usual }: Known): number | null {
  const category = categoryOf(policy, line);
  if (category?.kind === "flat") return category.amount;
  if (category?.kind === "receipt") return readNumber(line.amount, policy.digits).value ?? null;
  const rate = line.spent_on === null ? null : rateOn(policy, line.spent_on);
  const tenths = tenthsOf(line, usual);
  return category && rate !== null && tenths !== null ? mileage(rate, tenths, policy.digits) : null;
}

/** Whether a page of that step has something to ask about this line. */
export function asks(line: DraftLine, step: Step, facts: Known): boolean {
  const category = categoryOf(facts.policy, line);
  if (!category || !stepsOf(category).includes(step)) return false;
  return step !== "receipts" || receiptNeeded(category, askedFor(line, facts) ?? 0) || line.receipts.length > 0;
}

const settled: Record<Step, (line: DraftLine, facts: Known) => boolean> = {
  who: ({ care_partner }) => care_partner !== null,
  day: (line, facts) => line.spent_on !== null && dayFault(line, line.spent_on, facts) === null,
  amount: ({ amount }, { policy }) => {
    const { value } = readNumber(amount, policy.digits);
    return value !== undefined && value <= policy.most_a_line;
  },
  distance: (line, facts) => {
    const asked = askedFor(line, facts);
    return asked !== null && asked > 0 && !reasonMissing(line, facts.usual);
  },
  receipts: ({ receipts, receipt_lost }) => {
    return receipts.length ? receipts.every(({ wrong }) => wrong === undefined) : receipt_lost !== null;
  },
};

/** Whether what a step asks has a good answer. */
export const isSaid = (line: DraftLine, step: Step, facts: Known) => settled[step](line, facts);

/** The first step that is still to be answered; null where the line is whole, "gone" where it is no longer covered. */
export function openStep(line: DraftLine, facts: Known): Step | "gone" | null {
  const category = categoryOf(facts.policy, line);
  if (!category) return "gone";
  return stepsOf(category).find((step) => asks(line, step, facts) && !isSaid(line, step, facts)) ?? null;
}

/** Whether another distance than the usual one stands there without a word on why. */
export function reasonMissing(line: DraftLine, usual: number | null): boolean {
  return usual !== null && tenthsOf(line, usual) !== usual && line.distance_reason.trim() === "";
}

export type DayFault = "empty" | "ahead" | "before" | "rate";

/** What is wrong with a day on which something of that category was paid. */
export function dayFault(line: Pick<DraftLine, "category">, day: string, facts: Known): DayFault | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return "empty";
  if (day > facts.today) return "ahead";
  if (facts.consented_on !== null && day < facts.consented_on) return "before";
  const drives = categoryOf(facts.policy, line)?.kind === "mileage";
  return drives && rateOn(facts.policy, day) === null ? "rate" : null;
}

/** A whole line as it is sent. */
export function toSend(line: DraftLine, facts: Known): NewClaimLine {
  const kind = categoryOf(facts.policy, line)?.kind;
  const lost = line.receipts.length ? "" : (line.receipt_lost ?? "").trim();
  return {
    id: line.id,
    category: line.category,
    spent_on: line.spent_on ?? facts.today,
    amount: kind === "receipt" ? askedFor(line, facts) : null,
    distance: kind === "mileage" ? tenthsOf(line, facts.usual) : null,
    distance_reason: kind === "mileage" && reasonAsked(line, facts.usual) ? line.distance_reason.trim() : "",
    care_partner: line.care_partner ?? false,
    note: line.note.trim(),
    receipt_lost: kind === "receipt" ? lost : "",
    receipts: kind === "receipt" ? line.receipts.map(({ id }) => id) : [],
  };
}

const reasonAsked = (line: DraftLine, usual: number | null) => usual !== null && tenthsOf(line, usual) !== usual;
