import type { FieldProblem, Problem } from "../data/problem";
import { t } from "../i18n";
import type { AnswerWay } from "./data";

export type AnswerValues = { way: AnswerWay | ""; text: string };

export const ways: readonly AnswerWay[] = ["portal", "phone", "in_person"];

/** What is missing before an answer goes to the participant. */
export function answeringProblem({ way, text }: AnswerValues): Problem | null {
  const fields: FieldProblem[] = [];
  if (!way) fields.push({ field: "way", message: t("question.missing.way") });
  if (!text.trim()) fields.push({ field: "text", message: t("question.missing.text") });
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}
