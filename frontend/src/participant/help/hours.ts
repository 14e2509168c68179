/**
 * When the team's office is open, worked out on the phone so that it is right without a connection
 * too. Pure.
 */
import { addDays, dayIn } from "../../i18n/dates";

export type Hours = readonly { days: readonly string[]; from: string; until: string }[];

const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function weekday(day: string): string {
  return WEEK[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? "";
}

function timeIn(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
}

/** Open now; or the next opening as a day and a local time of the office's zone; or never. */
export function office(
  hours: Hours,
  now: Date,
  timeZone: string,
): { open: true } | { open: false; next: { day: string; time: string; inDays: number } | null } {
  const today = dayIn(now.toISOString(), timeZone);
  const time = timeIn(now, timeZone);
  for (let inDays = 0; inDays <= 7; inDays += 1) {
    const day = addDays(today, inDays);
    const spans = hours.filter((span) => span.days.includes(weekday(day))).sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const span of spans) {
      if (inDays > 0 || time < span.from) return { open: false, next: { day, time: span.from, inDays } };
      if (time < span.until) return { open: true };
    }
  }
  return { open: false, next: null };
}

/** Days that follow each other as one stretch: ["mon".."fri"] is [["mon", "fri"]]. */
export function stretches(days: readonly string[]): [string, string][] {
  const order = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const found: [string, string][] = [];
  let before = -2;
  for (const [at, day] of order.entries()) {
    if (!days.includes(day)) continue;
    const last = found.at(-1);
    if (last && at === before + 1) last[1] = day;
    else found.push([day, day]);
    before = at;
  }
  return found;
}
