/**
 * Which answers alert the team: pure, from the study's rules, this report and the one before. The
 * same rules run on the server (portal/symptoms/rules.py), so that somebody without a connection is
 * told at once to call; both are held to tests/symptoms/rule_cases.json.
 */
import type { CheckIn, CheckInItem, CheckInQuestion, CheckInRule, Urgency } from "../../api";

/** Places of labels by question; null: skipped. What was not asked is not there. */
export type Answers = Readonly<Record<string, number | null>>;

/** `question` is a question's key, or a symptom's key for a grade. */
export type Reason = { rule: string; urgency: Urgency; question: string; value: number; before: number | null };

const RANK: Record<Urgency, number> = { call_now: 3, urgent: 2, routine: 1 };

/** What alerts, the most urgent first; `before` are the answers of the report before. */
export function reasons(asked: Pick<CheckIn, "items" | "rules">, answers: Answers, before: Answers): Reason[] {
  const earlier = filled(asked.items, before);
  const found = asked.rules.flatMap((rule) => met(rule, asked.items, answers, earlier));
  return found.sort((one, other) => RANK[other.urgency] - RANK[one.urgency]);
}

/** The highest urgency among reasons; null where nothing alerts. */
export function urgencyOf(found: readonly Reason[]): Urgency | null {
  return found.reduce<Urgency | null>((top, { urgency }) => (top && RANK[top] >= RANK[urgency] ? top : urgency), null);
}

/** With 0 for the later questions of a symptom whose first was answered with 0: "not there" is what was said. */
export function filled(items: readonly CheckInItem[], answers: Answers): Answers {
  const whole = { ...answers };
  for (const { questions } of items) {
    const [first, ...later] = questions;
    if (first && answers[first.key] === 0) for (const { key } of later) whole[key] = 0;
  }
  return whole;
}

function met(rule: CheckInRule, items: readonly CheckInItem[], answers: Answers, before: Answers): Reason[] {
  if (rule.all_of.length) return together(rule, answers);
  const looked = items.filter(({ key }) => !rule.items.length || rule.items.includes(key));
  return looked.flatMap((item) => [
    ...graded(rule, item, answers),
    ...item.questions.flatMap((question) => answered(rule, question, answers, before)),
  ]);
}

function together(rule: CheckInRule, answers: Answers): Reason[] {
  const found = rule.all_of.map(({ question, at_least }) => {
    const value = answers[question] ?? null;
    return value !== null && value >= at_least ? reason(rule, question, value) : null;
  });
  return found.every((one) => one !== null) ? found : [];
}

function graded(rule: CheckInRule, item: CheckInItem, answers: Answers): Reason[] {
  if (rule.grade === null) return [];
  const whole = filled([item], answers);
  const grade = item.grades[item.questions.map(({ key }) => whole[key] ?? "").join(",")];
  return grade !== undefined && grade >= rule.grade ? [reason(rule, item.key, grade)] : [];
}

function answered(rule: CheckInRule, { key }: CheckInQuestion, answers: Answers, before: Answers): Reason[] {
  const value = answers[key] ?? null;
  const was = before[key] ?? null;
  if (value === null) return [];
  const found: Reason[] = [];
  if (rule.at_least !== null && value >= rule.at_least) found.push(reason(rule, key, value, was));
  if (rule.worse_by !== null && was !== null && value - was >= rule.worse_by) found.push(reason(rule, key, value, was));
  return found;
}

function reason({ key, urgency }: CheckInRule, question: string, value: number, before: number | null = null): Reason {
  return { rule: key, urgency, question, value, before };
}
