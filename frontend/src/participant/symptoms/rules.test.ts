import { expect, it } from "vitest";

import table from "../../../../tests/symptoms/rule_cases.json";
import type { CheckInItem, CheckInRule } from "../../api";
import { type Answers, reasons, urgencyOf } from "./rules";

const items = table.check_in.items.map(({ key, questions, grades }) => ({
  key,
  name: key,
  grades: grades as Record<string, number>,
  questions: questions.map(({ labels, ...question }) => ({ ...question, ask: "", labels: Array<string>(labels).fill("") })),
})) as CheckInItem[];

it.each(table.cases)("$name", ({ rules, answers, before, expect: expected, urgency }) => {
  const found = reasons({ items, rules: rules as CheckInRule[] }, answers as Answers, before as Answers);
  expect(found.map(({ rule, question, value, before: was }) => ({ rule, question, value, before: was }))).toEqual(expected);
  expect(urgencyOf(found)).toBe(urgency);
});
