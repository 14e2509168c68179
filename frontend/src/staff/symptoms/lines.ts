/** What the answers of a report mean, question by question: pure. */
import type { Report, Scale } from "./data";

type Answered = Pick<Report, "answers">;

/** An answer with its question. `now` is null where it was skipped; `before` undefined where nobody asked. */
export type Line = { scale: Scale; now: number | null; before: number | null | undefined };

/** The key of the first question about each symptom: the others follow only where it is above 0. */
export function firstKeys(scales: readonly Scale[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { item, key } of scales) if (!first.has(item)) first.set(item, key);
  return first;
}

/** The place of the label that was chosen. A later question counts as 0 where the first was 0. */
export function placeOf(report: Answered, scale: Scale, first: Map<string, string>): number | null | undefined {
  const own = report.answers[scale.key];
  if (own !== undefined) return own;
  return report.answers[first.get(scale.item) ?? ""] === 0 ? 0 : undefined;
}

/** Everything that was asked in a report, with what was said in the one before. */
export function linesOf(report: Answered, before: Answered | null, scales: readonly Scale[]): Line[] {
  const first = firstKeys(scales);
  return scales.flatMap((scale) => {
    const now = report.answers[scale.key];
    return now === undefined ? [] : [{ scale, now, before: before ? placeOf(before, scale, first) : undefined }];
  });
}

/** The report of the same check-in that was answered before this one. `reports` in any order. */
export function reportBefore(report: Report, reports: readonly Report[]): Report | null {
  return reports
    .filter((one) => one.check_in === report.check_in && one.answered_at < report.answered_at)
    .reduce<Report | null>((newest, one) => (newest && newest.answered_at > one.answered_at ? newest : one), null);
}

/** Whether it was worse this time; unknown where one of the two was not answered. */
export const isWorse = ({ now, before }: Line) => typeof now === "number" && typeof before === "number" && now > before;
