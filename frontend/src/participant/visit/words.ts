/** A visit's times in words. */
import type { Phase, Visit } from "../../api";
import { language, t } from "../../i18n";
import { clock, clockIn, dayInWords, daysBetween, deviceZone, ends, sameClock, zoneName } from "../../i18n/dates";

/** "Tuesday 10 March, 9:30 am", or for a visit without a time "between 3 and 17 March". */
export function when(visit: Visit, today?: string): string {
  if (visit.local_date && visit.local_time) {
    const day = dayInWords(language.value, visit.local_date, today);
    return t("time.dayAt", { day, time: clock(language.value, visit.local_time) });
  }
  return span(visit, today);
}

/** "between 3 and 17 March" */
export function span({ window }: Pick<Visit, "window">, today?: string): string {
  if (window.start === window.end) return dayInWords(language.value, window.start, today);
  return t("time.between", ends(language.value, window.start, window.end, today));
}

/** "Today", "Tomorrow", "In 5 days"; nothing for a day that has passed. */
export function howSoon(day: string, today: string): string | null {
  const days = daysBetween(today, day);
  if (days < 0) return null;
  if (days === 0) return t("time.today");
  if (days === 1) return t("time.tomorrow");
  return t("time.inDays", { n: days });
}

/** "2 hours", "1 hour 30 minutes", "45 minutes" */
export function length(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!whole) return t("time.minutes", { n: rest });
  const hours = t("time.hours", { n: whole });
  return rest ? t("time.hoursMinutes", { hours, minutes: t("time.minutes", { n: rest }) }) : hours;
}

/** "3:30 in the morning", from "03:30". */
export function timeOfDay(time: string): string {
  if (time === "00:00") return t("time.midnight");
  const hour = Number(time.slice(0, 2));
  const part = hour < 6 ? "early" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return t(`time.${part}`, { time: clock(language.value, time).replace(/\s*[ap]\.?\s?m\.?$/i, "") });
}

/** The sentence about eating; the day is named only where it is not the day of the visit. */
export function stopEating(visit: Visit, own: string | null): string | null {
  const stop = visit.stop_eating;
  if (!stop) return null;
  const elsewhere = zoneLines(visit, own).length > 0;
  const plain = timeOfDay(stop.local_time);
  const time = elsewhere ? t("time.atClinic", { time: plain }) : plain;
  if (stop.local_date === visit.local_date) return t("visit.stopEating", { time });
  return t("visit.stopEatingOn", { time, day: dayInWords(language.value, stop.local_date) });
}

/**
 * The clinic's clock is the one that counts. Where the phone or the person's own zone shows another,
 * the sentences that say so.
 */
export function zoneLines(visit: Visit, own: string | null, phone = deviceZone()): string[] {
  if (!visit.starts_at) return [];
  const theirs = own ?? phone;
  if (sameClock(visit.starts_at, visit.time_zone, theirs)) return [];
  const time = clockIn(language.value, visit.starts_at, theirs);
  return [
    t("time.clinic", { zone: zoneName(visit.time_zone) }),
    t("time.yours", { time, zone: zoneName(theirs) }),
  ];
}

/** "Monitoring, month 7 of 36" */
export function phaseLine(phase: Phase): string {
  const { name, number, of } = phase;
  return t(`phase.${phase.unit}`, { phase: name, number, of });
}

/** "Month 6" where that is one visit alone, else its whole title: there are two of "Screening". */
export function shortTitle(visit: Pick<Visit, "name" | "label">): string {
  return /\d/.test(visit.label) ? visit.label : title(visit);
}

/** "Month 6: scans and blood draw", unless one says all. */
export function title(visit: Pick<Visit, "name" | "label">): string {
  if (!visit.label || visit.name.toLowerCase().includes(visit.label.toLowerCase())) return visit.name;
  return `${visit.label}: ${visit.name}`;
}
