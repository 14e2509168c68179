import type { FieldProblem, Problem } from "../data/problem";
import type { Visit } from "../data/types";
import { t } from "../i18n";

export type Outcome = "done" | "partly_done" | "missed" | "cancelled";
export type OutcomeValues = { status: Outcome | ""; activities: readonly string[]; reason: string };

/**
 * The outcomes that can be recorded now: a visit has not happened, and was not missed, before its
 * time or the day its window opens; cancelled it can be at any time.
 */
export function outcomesNow(visit: Visit, now: string, today: string): Outcome[] {
  const begun = visit.starts_at ? visit.starts_at <= now : visit.window.start <= today;
  if (!begun) return ["cancelled"];
  const partly: Outcome[] = visit.activities.length > 1 ? ["partly_done"] : [];
  return ["done", ...partly, "missed", "cancelled"];
}

export function outcomeProblem(values: OutcomeValues, visit: Visit): Problem | null {
  const fields: FieldProblem[] = [];
  const ticked = values.activities.length;
  if (values.status === "") fields.push({ field: "status", message: t("outcome.missing.status") });
  if (values.status === "partly_done" && (ticked === 0 || ticked === visit.activities.length)) {
    fields.push({ field: "activities_done", message: t("outcome.missing.activities") });
  }
  if (values.status !== "" && values.status !== "done" && !values.reason.trim()) {
    fields.push({ field: "reason", message: t("outcome.missing.reason") });
  }
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}
