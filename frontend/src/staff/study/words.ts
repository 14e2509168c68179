import { weekdayName } from "../../i18n/dates";
import type { StudyInForce } from "../data/types";
import { language, t } from "../i18n";

type VisitRule = StudyInForce["visits"][number];

const none = (length: string) => length.startsWith("0 ");

/** "Day of the last dose + 36 months" */
export function offsetWords(offset: string, anchor: string): string {
  return none(offset) ? t("study.on_day", { anchor }) : t("study.after", { offset, anchor });
}

/** The first time, and how often again. */
export function visitOffsetWords({ offset, anchor, every, until }: VisitRule): string {
  const first = offsetWords(offset, anchor);
  return every && until ? t("study.repeat", { first, every, until }) : first;
}

export function windowWords({ before, after }: VisitRule): string {
  return none(before) && none(after) ? t("study.no_window") : t("study.window", { before, after });
}

/** "CT or PET-CT scan (every 6 months)" */
export function activityWords({ name, every, when }: VisitRule["activities"][number]): string {
  if (every && when) return t("study.every_when", { name, every, when });
  if (every) return t("study.every", { name, every });
  return when ? t("study.when", { name, when }) : name;
}

/** "Monday to Friday" where the days follow one another, else each by its name. */
export function dayWords(days: readonly string[]): string {
  const order = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const at = days.map((day) => order.indexOf(day));
  const names = days.map((day) => weekdayName(language.value, day));
  const run = at.every((day, index) => index === 0 || day === (at[index - 1] ?? 0) + 1);
  const [first, last] = [names[0], names.at(-1)];
  return run && days.length > 2 && first && last ? t("words.span", { from: first, to: last }) : names.join(", ");
}
