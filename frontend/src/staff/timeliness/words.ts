import { t } from "../i18n";
import { length } from "../words/dates";
import { monthOfYear } from "../words/months";
import type { Clock } from "./data";
import type { Row } from "./figures";

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * "9 h 30 min" by the clock of office hours, "9 days 3 h" by the calendar: from a day on rounded up to
 * the hour, because it stands after "within".
 */
export function lengthWords(minutes: number, clock: Clock): string {
  if (clock === "office" || minutes < DAY) return length(minutes);
  const hours = Math.ceil(minutes / HOUR);
  const days = t("words.days", { n: Math.floor(hours / 24) });
  return hours % 24 ? t("timeliness.days_h", { days, h: hours % 24 }) : days;
}

/** "3 h 20 min of office hours", "9 days 3 h" */
export function withinWords(minutes: number, clock: Clock): string {
  const words = lengthWords(minutes, clock);
  return clock === "office" ? t("timeliness.office", { length: words }) : words;
}

export const siteWords = ({ site }: Pick<Row, "site">) => site?.name ?? t("timeliness.all_sites");

/** "Oct 2026"; of the month that goes on, "Nov 2026, so far". */
export function monthWordsOf(month: string, present: string | undefined, length: "long" | "short" = "short"): string {
  const words = monthOfYear(month, length);
  return month === present ? t("timeliness.so_far", { month: words }) : words;
}
