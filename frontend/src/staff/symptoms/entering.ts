/** Entering a report that somebody gives on the phone: which questions follow, what is sent. Pure. */
import { type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import type { Asked, Item } from "./data";

/** By question: the place of the label, null where it was not asked or skipped, nothing where open. */
export type Picked = Readonly<Record<string, number | null | undefined>>;

/** What is asked about a symptom now: more than the first only where that is above 0. */
export function askedNow({ questions: [first, ...later] }: Item, picked: Picked): Asked[] {
  if (!first) return [];
  return picked[first.key] ? [first, ...later] : [first];
}

/** What is sent: each first question, later ones only where they are asked. */
export function toAnswers(items: readonly Item[], picked: Picked): Record<string, number | null> {
  const asked = items.flatMap((item) => askedNow(item, picked));
  return Object.fromEntries(asked.map(({ key }) => [key, picked[key] ?? null]));
}

/** The questions that are neither answered nor marked as not asked. */
export function openKeys(items: readonly Item[], picked: Picked): string[] {
  return items.flatMap((item) => askedNow(item, picked)).flatMap(({ key }) => (picked[key] === undefined ? [key] : []));
}

/** What is missing before the report is saved, one line a question. */
export function enteringProblem(items: readonly Item[], picked: Picked): Problem | null {
  const open = new Set(openKeys(items, picked));
  return refused(
    items.flatMap((item) =>
      item.questions
        .filter(({ key }) => open.has(key))
        .map(({ key }) => ({ field: `answers.${key}`, message: t("enter.missing", { name: item.name }) })),
    ),
  );
}

/** What is left of a refusal once some of its questions are answered. */
export function stillOpen(problem: Problem, open: readonly string[]): Problem {
  const names = new Set(open.map((key) => `answers.${key}`));
  return { ...problem, fields: problem.fields.filter(({ field }) => names.has(field)) };
}

/** The id on the page of a question's first control. */
export const controlId = (key: string) => `answer-${key}`;

/** The server's names of the fields, and where each stands on the page. */
export const fieldIds = (items: readonly Item[]): Record<string, string> => ({
  ...Object.fromEntries(
    items.flatMap(({ questions }) => questions.map(({ key }) => [`answers.${key}`, controlId(key)])),
  ),
  note: "enter-note",
});
