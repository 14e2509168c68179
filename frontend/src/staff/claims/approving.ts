/** What is typed when a claim is approved, and what is wrong with it: pure. */
import { type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { fromMinor, money, toMinor } from "../words/money";
import type { Claim, ClaimLine, Decide } from "./data";

export const LONGEST_WORDS = 500;

/** Of one line: the amount as typed, and why it is not what the policy pays. */
export type LineValue = { amount: string; reason: string };
/** By the ids of the lines. */
export type Values = { lines: Record<string, LineValue>; note: string };

/**
 * What the policy pays; where somebody asked to look again at amounts that were approved, those,
 * so that approving unchanged changes nothing.
 */
export function begun(claim: Claim): Values {
  const keeps = claim.status === "disputed" && (claim.approved ?? 0) > 0;
  const value = (line: ClaimLine): LineValue => {
    const amount = keeps ? (line.approved ?? line.allowed) : line.allowed;
    return { amount: fromMinor(amount, claim.digits), reason: keeps ? line.decision_reason : "" };
  };
  return { lines: Object.fromEntries(claim.lines.map((line) => [line.id, value(line)])), note: "" };
}

export const valueOf = (values: Values, line: ClaimLine): LineValue => values.lines[line.id] ?? { amount: "", reason: "" };

const amountOf = (claim: Claim, values: Values, line: ClaimLine) => toMinor(valueOf(values, line).amount, claim.digits);

/** Whether a line pays something else than the policy does; not while its amount is no amount. */
export function differs(claim: Claim, values: Values, line: ClaimLine): boolean {
  const amount = amountOf(claim, values, line);
  return amount !== null && amount !== line.allowed;
}

/** What would be paid; null while an amount is not clear. */
export function totalOf(claim: Claim, values: Values): number | null {
  let total = 0;
  for (const line of claim.lines) {
    const amount = amountOf(claim, values, line);
    if (amount === null) return null;
    total += amount;
  }
  return total;
}

/** Fields of the form by the server's names, and the id each has on the page. */
export function fieldsOf(claim: Claim): Record<string, string> {
  const ids: Record<string, string> = { note: NOTE_ID };
  claim.lines.forEach((line, place) => {
    ids[`lines.${place}.amount`] = amountId(line);
    ids[`lines.${place}.reason`] = reasonId(line);
  });
  const [first] = claim.lines;
  if (first) ids.lines = amountId(first);
  return ids;
}

export const NOTE_ID = "approve-note";
export const amountId = ({ id }: ClaimLine) => `amount-${id}`;
export const reasonId = ({ id }: ClaimLine) => `reason-${id}`;

/** What the server would refuse, said before it is asked. */
export function approveProblem(claim: Claim, values: Values): Problem | null {
  const fields = claim.lines.flatMap((line, place) => {
    const message = lineProblem(claim, values, line);
    return message ? [{ field: `lines.${place}.${message.at}`, message: message.words }] : [];
  });
  if (!fields.length && totalOf(claim, values) === 0) fields.push({ field: "lines", message: t("claim.approve.nothing") });
  return refused(fields);
}

type LineProblem = { at: keyof LineValue; words: string };

function lineProblem(claim: Claim, values: Values, line: ClaimLine): LineProblem | null {
  const { digits, currency, most_a_line: most } = claim;
  const amount = amountOf(claim, values, line);
  const name = line.category_name;
  if (amount === null) {
    return { at: "amount", words: t("claim.approve.missing.amount", { line: name, example: fromMinor(line.asked, digits) }) };
  }
  if (amount > most) return { at: "amount", words: t("claim.approve.absurd", { line: name, most: money(most, currency) }) };
  if (amount !== line.allowed && !valueOf(values, line).reason.trim()) {
    return { at: "reason", words: t("claim.approve.missing.reason", { line: name }) };
  }
  return null;
}

/** Every line as it was seen, so that the server pays nothing that was not on the screen. */
export function approval(claim: Claim, values: Values): Decide {
  return {
    decision: "approve",
    note: values.note.trim(),
    lines: claim.lines.map((line) => {
      const amount = amountOf(claim, values, line) ?? line.allowed;
      const reason = amount === line.allowed ? "" : valueOf(values, line).reason.trim();
      return { id: line.id, amount, reason };
    }),
  };
}
