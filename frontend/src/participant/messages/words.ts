/** When the team answers, and where a conversation stands, in sentences that say who acts next. */
import type { AnswerTime, OwnThreadRow } from "../../api";
import { language, t } from "../../i18n";
import { addDays, clockIn, dayIn, dayInWords, deviceZone, sameClock, zoneName } from "../../i18n/dates";

/** "today, 3:00 pm", "Friday 27 November, 3:00 pm": at the clinic, and it says so where the clocks differ. */
export function moment(instant: string, zone: string, now = new Date().toISOString()): string {
  const day = dayIn(instant, zone);
  const today = dayIn(now, zone);
  const clock = clockIn(language.value, instant, zone);
  const time = sameClock(instant, zone, deviceZone()) ? clock : t("msg.clock.there", { time: clock, place: zoneName(zone) });
  if (day === today) return t("msg.when.today", { time });
  if (day === addDays(today, 1)) return t("msg.when.tomorrow", { time });
  return t("msg.when.day", { day: dayInWords(language.value, day, today), time });
}

/** Whether somebody is there, and when an answer usually comes. What was said long ago is not said again. */
export function answerInWords(answer: AnswerTime | null, now = new Date()): string[] {
  if (!answer || Date.parse(answer.by) < now.getTime()) return [t("msg.answer.unknown")];
  const { opens_at: opens, time_zone: zone } = answer;
  const by = t("msg.answer.by", { when: moment(answer.by, zone) });
  const opened = opens !== null && Date.parse(opens) <= now.getTime();
  if (answer.open_now || opened) return [by];
  const off = t(answer.day_off ? "msg.answer.holiday" : "msg.answer.closed");
  return opens === null ? [off, by] : [off, t("msg.answer.opens", { when: moment(opens, zone) }), by];
}

/** Where a conversation stands, for one that the server knows. */
export function standing(row: OwnThreadRow, zone: string, now = new Date()): string {
  if (row.unread > 0) return t("msg.state.new", { n: row.unread });
  if (row.waits_since !== null && row.answer_by !== null) {
    const when = moment(row.answer_by, zone);
    return t(Date.parse(row.answer_by) < now.getTime() ? "msg.state.late" : "msg.state.waits", { when });
  }
  if (row.status === "closed") return t("msg.state.closed");
  return t(row.last_from_team ? "msg.state.answered" : "msg.state.there");
}

/** "9:12 am" of today, "Monday 23 November" of another day: on her own clock. */
export function shortWhen(instant: string, now = new Date().toISOString()): string {
  const day = dayIn(instant, deviceZone());
  const today = dayIn(now, deviceZone());
  return day === today ? clockIn(language.value, instant, deviceZone()) : dayInWords(language.value, day, today);
}

/** "Today", "Monday 23 November": between the messages of two days. */
export function dayHeading(day: string, now = new Date().toISOString()): string {
  const today = dayIn(now, deviceZone());
  return day === today ? t("time.today") : dayInWords(language.value, day, today);
}
