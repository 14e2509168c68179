/** What became of a report, in a sentence that says who acts next. */
import type { Report } from "../../api";
import { language, t } from "../../i18n";
import { takesPart, whoseName } from "../data/session";
import { clockIn, dayAndMonth, dayIn, dayInWords, deviceZone } from "../../i18n/dates";

/** "Tuesday 10 March", the year only where it is not this one. */
export function dayOf(instant: string): string {
  const zone = deviceZone();
  return dayInWords(language.value, dayIn(instant, zone), dayIn(new Date().toISOString(), zone));
}

/** "10 March", where room is short. */
export function shortDayOf(instant: string): string {
  const zone = deviceZone();
  return dayAndMonth(language.value, dayIn(instant, zone), dayIn(new Date().toISOString(), zone));
}

/** "Tuesday 10 March, 3:00 pm" */
export function momentOf(instant: string): string {
  return t("time.dayAt", { day: dayOf(instant), time: clockIn(language.value, instant, deviceZone()) });
}

export function became(report: Report): string {
  const { alert } = report;
  if (alert) return becameOf(alert);
  if (report.read_at && report.read_by) return t("became.read", { name: report.read_by, day: dayOf(report.read_at) });
  return report.read_within ? t("became.unread", { when: momentOf(report.read_within) }) : t("became.there");
}

function becameOf(alert: NonNullable<Report["alert"]>): string {
  const { closed_at, reached_at, taken_by, take_by } = alert;
  if (reached_at) return t(closed_at ? "became.reachedClosed" : "became.reached", { day: dayOf(reached_at) });
  if (closed_at) return t("became.closed", { day: dayOf(closed_at) });
  return taken_by ? t("became.taken", { name: taken_by }) : t("became.open", { when: momentOf(take_by) });
}

/** Who sent it. */
export function sentBy({ source, entered_by }: Report): string {
  if (!takesPart()) {
    return source === "phone" ? t("reports.byHerPhone", { name: entered_by ?? "" }) : t("reports.byHer", { name: whoseName() });
  }
  return source === "phone" ? t("reports.byPhone", { name: entered_by ?? "" }) : t("reports.byYou");
}
