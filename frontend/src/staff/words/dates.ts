import { clock, clockIn, dayIn, daysBetween } from "../../i18n/dates";
import { language, t } from "../i18n";
import type { Window } from "../data/types";

/**
 * Dates for dense tables: short, always with the weekday where one acts on it, the year only where
 * it is not this one.
 */
const customs: Record<string, string> = { en: "en-GB" };
const made = new Map<string, Intl.DateTimeFormat>();

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  const locale = customs[language.value] ?? language.value;
  const key = locale + JSON.stringify(options);
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })));
  return found.format(new Date(`${day}T12:00:00Z`)).replace(",", "");
}

const year = (day: string, near: string): Intl.DateTimeFormatOptions =>
  day.slice(0, 4) === near.slice(0, 4) ? {} : { year: "numeric" };

/** Today where the person sits: near enough for words; the server decides what is late. */
export function today(): string {
  return dayIn(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** "Tue 10 Mar" or "Tue 10 Mar 2027" */
export function shortDay(day: string, near = today()): string {
  return format(day, { weekday: "short", day: "numeric", month: "short", ...year(day, near) });
}

/** "10 Mar" */
export function dayOnly(day: string, near = today()): string {
  return format(day, { day: "numeric", month: "short", ...year(day, near) });
}

/** The two ends of a window: month and year are said once where they are the same. */
function ends({ start, end }: Window, near: string) {
  if (start.slice(0, 7) === end.slice(0, 7)) return { from: format(start, { day: "numeric" }), to: dayOnly(end, near) };
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  return { from: dayOnly(start, sameYear ? start : near), to: dayOnly(end, near) };
}

/** "3 to 17 Mar", "27 Feb to 13 Mar", "20 Dec to 3 Jan 2027" */
export function span(window: Window, near = today()): string {
  return window.start === window.end ? shortDay(window.start, near) : t("words.span", ends(window, near));
}

/** "between 3 and 17 Mar": for a visit without a time, so that nobody takes it for one. */
export function between(window: Window, near = today()): string {
  return window.start === window.end ? shortDay(window.start, near) : t("words.between", ends(window, near));
}

/** "Tue 10 Mar, 9:30 am" */
export function dayAndTime(day: string, time: string, near = today()): string {
  return `${shortDay(day, near)}, ${clock(language.value, time)}`;
}

/** "3:40 pm" today, "Tue 10 Mar, 3:40 pm" on another day: by the clock of the site. */
export function momentWords(instant: string, zone: string, now = new Date().toISOString()): string {
  const day = dayIn(instant, zone);
  const time = clockIn(language.value, instant, zone);
  return day === dayIn(now, zone) ? time : `${shortDay(day, dayIn(now, zone))}, ${time}`;
}

/** "Tuesday 10 March 2026, 9:30:05 am EST": for whoever wants to know exactly. */
export function exactly(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZoneName: "short",
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

const MINUTE = 60_000;
const steps = [
  [60 * MINUTE, MINUTE, "words.minutes"],
  [24 * 60 * MINUTE, 60 * MINUTE, "words.hours"],
  [14 * 24 * 60 * MINUTE, 24 * 60 * MINUTE, "words.days"],
  [70 * 24 * 60 * MINUTE, 7 * 24 * 60 * MINUTE, "words.weeks"],
] as const;

/** "2 h ago", "in 3 days"; further than ten weeks away, the day itself. */
export function ago(instant: string, now = Date.now()): string {
  const distance = now - new Date(instant).getTime();
  const size = Math.abs(distance);
  if (size < MINUTE) return t("words.just_now");
  for (const [below, unit, key] of steps) {
    if (size < below) {
      const length = t(key, { n: Math.floor(size / unit) });
      return distance > 0 ? t("words.ago", { length }) : t("words.ahead", { length });
    }
  }
  return dayOnly(instant.slice(0, 10));
}

/** How long something has been waiting, in whole days: "today", "1 day", "12 days". */
export function waiting(since: string, now = today()): string {
  const days = daysBetween(since.slice(0, 10), now);
  return days <= 0 ? t("words.today") : t("words.days", { n: days });
}

/** "1 h 15 min" */
export function length(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return t("words.min", { n: rest });
  return rest ? t("words.h_min", { h: hours, m: rest }) : t("words.h", { h: hours });
}
