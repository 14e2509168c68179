import { type FieldProblem, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import type { Alert, ContactWay, Outcome } from "./data";

export const LONGEST_NOTE = 2000;
export const ways: readonly ContactWay[] = ["phone", "in_person", "message"];
export const outcomes: readonly Outcome[] = ["advice", "visit_booked", "emergency", "investigator", "no_action"];

export type ContactValues = { way: ContactWay | ""; reached: "" | "yes" | "no"; note: string };
export type CloseValues = { outcome: Outcome | ""; note: string };

/** What is missing before a contact is noted. */
export function contactProblem({ way, reached }: ContactValues): Problem | null {
  const fields: FieldProblem[] = [];
  if (!way) fields.push({ field: "way", message: t("contact.missing.way") });
  if (!reached) fields.push({ field: "reached", message: t("contact.missing.reached") });
  return refused(fields);
}

/** Closing says why in words where nothing is done, and where nobody was reached. */
export const noteNeeded = (outcome: Outcome | "", alert: Alert) =>
  outcome === "no_action" || alert.status === "taken";

/** What is missing before an alert is closed. */
export function closeProblem({ outcome, note }: CloseValues, alert: Alert): Problem | null {
  const fields: FieldProblem[] = [];
  if (!outcome) fields.push({ field: "outcome", message: t("closing.missing.outcome") });
  if (!note.trim() && outcome && noteNeeded(outcome, alert)) {
    const message = t(outcome === "no_action" ? "closing.missing.why" : "closing.missing.contact");
    fields.push({ field: "note", message });
  }
  return refused(fields);
}
