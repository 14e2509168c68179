/** The way through a check-in: pure. Later questions of a symptom come only where the first says it was there. */
import type { CheckIn, CheckInItem, CheckInQuestion } from "../../api";
import type { Answers } from "./rules";

export const NOTE_LIMIT = 4000;

/** The questions of a symptom that are asked, given the answers so far. */
export function askedOf({ questions }: CheckInItem, answers: Answers): readonly CheckInQuestion[] {
  const [first] = questions;
  if (!first) return [];
  return (answers[first.key] ?? 0) > 0 ? questions : [first];
}

/** All questions that are asked, in order. */
export function askedIn({ items }: Pick<CheckIn, "items">, answers: Answers): readonly CheckInQuestion[] {
  return items.flatMap((item) => askedOf(item, answers));
}

/** What is sent: every question that is asked, null where it was skipped, and no other. */
export function toSend(checkIn: Pick<CheckIn, "items">, answers: Answers): Record<string, number | null> {
  const fit = fitting(checkIn, answers);
  return Object.fromEntries(askedIn(checkIn, fit).map(({ key }) => [key, fit[key] ?? null]));
}

/** The answers that have a place in these questions. */
export function fitting({ items }: Pick<CheckIn, "items">, answers: Answers): Record<string, number | null> {
  const questions = items.flatMap((item) => item.questions);
  const fits = questions.filter(({ key, labels }) => key in answers && (answers[key] ?? 0) < labels.length);
  return Object.fromEntries(fits.map(({ key }) => [key, answers[key] ?? null]));
}

/** The symptom that a question is about, and which of how many it is. */
export function symptomOf({ items }: Pick<CheckIn, "items">, key: string) {
  const at = items.findIndex(({ questions }) => questions.some((question) => question.key === key));
  const item = items[at];
  const question = item?.questions.find((found) => found.key === key);
  return item && question ? { item, question, number: at + 1, of: items.length } : null;
}

export const home = "/check-in";

/** The address of a step. A dot in it would make a file's name of it, for the server and the worker. */
export const page = (checkIn: Pick<CheckIn, "key">, step: string) =>
  `${home}/${checkIn.key}/${step.replace(".", "~")}`;

/** The step that an address names. */
export const stepIn = (part: string) => part.replace("~", ".");

/** The page after a question. From the review, only the rest of the same symptom is asked before returning to it. */
export function after(checkIn: CheckIn, answers: Answers, key: string, review: boolean): string {
  const all = askedIn(checkIn, answers);
  const next = all[all.findIndex((question) => question.key === key) + 1];
  if (review) {
    const same = next && symptomOf(checkIn, next.key)?.item === symptomOf(checkIn, key)?.item;
    return same ? `${page(checkIn, next.key)}?back=review` : page(checkIn, "review");
  }
  return page(checkIn, next?.key ?? afterQuestions(checkIn));
}

const afterQuestions = ({ note }: CheckIn) => (note === null ? "review" : "note");

/** The page before a question, or before what follows the questions. */
export function before(checkIn: CheckIn, answers: Answers, key?: string): string {
  const all = askedIn(checkIn, answers);
  const at = key === undefined ? all.length : all.findIndex((question) => question.key === key);
  const last = all[at - 1];
  return last ? page(checkIn, last.key) : home;
}

/** Where to go on: the first question without an answer, else what follows the questions. */
export function goOn(checkIn: CheckIn, answers: Answers): string {
  const fit = fitting(checkIn, answers);
  const open = askedIn(checkIn, fit).find(({ key }) => !(key in fit));
  return page(checkIn, open?.key ?? afterQuestions(checkIn));
}
