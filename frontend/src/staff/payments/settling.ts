/** What is needed before money is said to have gone out or not to have arrived, and who said so. */
import { type FieldProblem, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { sumsOf } from "./choosing";
import type { Batch, PayableClaim, Payment } from "./data";

export const LONGEST_REFERENCE = 100;
export const LONGEST_REASON = 500;

/** The payments that the person can say something about: on their way, and not her own. */
export const waitingOf = (batch: Batch) => batch.rows.filter((row) => row.status === "on_its_way" && !row.own);

/** Those of them that are chosen; all where none is. */
export function toSettle(batch: Batch, chosen: ReadonlySet<string>): Payment[] {
  const waiting = waitingOf(batch);
  const some = waiting.filter(({ id }) => chosen.has(id));
  return some.length ? some : waiting;
}

export const amountOf = (rows: readonly Payment[]) => rows.reduce((sum, { amount }) => sum + amount, 0);

/** What is wrong before a batch is made; `today` is the earliest day it can go out. */
export function batchProblem(picked: readonly PayableClaim[], day: string, today: string): Problem | null {
  const fields: FieldProblem[] = [];
  if (!picked.length) fields.push({ field: "claims", message: t("topay.missing.claims") });
  if (sumsOf(picked).length > 1) fields.push({ field: "claims", message: t("topay.one_currency") });
  if (!day) fields.push({ field: "expected_on", message: t("topay.missing.day") });
  else if (day < today) fields.push({ field: "expected_on", message: t("topay.past_day") });
  return refused(fields);
}

/** What is missing before payments are paid. */
export function paidProblem({ day, reference }: { day: string; reference: string }): Problem | null {
  const fields: FieldProblem[] = [];
  if (!day) fields.push({ field: "paid_on", message: t("paid.missing.day") });
  if (!reference.trim()) fields.push({ field: "reference", message: t("paid.missing.reference") });
  return refused(fields);
}

export const failProblem = (reason: string): Problem | null =>
  reason.trim() ? null : refused([{ field: "reason", message: t("failing.missing.reason") }]);

/** How many of these payments were settled otherwise than was just said: a colleague was faster. */
export function settledByOthers(after: Batch, sent: readonly Payment[], reference: string): number {
  const ids = new Set(sent.map(({ id }) => id));
  return after.rows.filter((row) => ids.has(row.id) && (row.status !== "paid" || row.paid_reference !== reference))
    .length;
}

/** Payments that one person settled at one moment in one way. */
export type Settled = { key: string; by: string; at: string; rows: Payment[] };

/** Who settled what, the latest first. */
export function settledOf(batch: Batch): Settled[] {
  const found = new Map<string, Settled>();
  for (const row of batch.rows) {
    if (!row.settled_at) continue;
    const key = [row.settled_at, row.settled_by, row.status, row.failed_reason].join("|");
    const group = found.get(key);
    if (group) group.rows.push(row);
    else found.set(key, { key, by: row.settled_by ?? "", at: row.settled_at, rows: [row] });
  }
  return [...found.values()].sort((a, b) => b.at.localeCompare(a.at));
}
