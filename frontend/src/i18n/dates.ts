/**
 * Days and times in words. Days are "YYYY-MM-DD" and have no zone; instants are ISO with "Z" and are
 * shown in the zone given. The day's name always stands with it.
 */

/** Which customs of writing dates a language of the app follows. */
const customs: Record<string, string> = { en: "en-GB", es: "es-419" };

const made = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(customs[language] ?? language, options);
    made.set(key, found);
  }
  return found;
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

function inDays(language: string, day: string, options: Intl.DateTimeFormatOptions): string {
  return unbroken(format(language, { ...options, timeZone: "UTC" }).format(noon(day)));
}

/** A number stays on one line with the word it belongs to: "10 March", "9:30 am". */
function unbroken(text: string): string {
  return text.replace(/(\d)[ \u202f](?=\S)/g, "$1\u00a0");
}

/** The year is said only where it is not the one the reader is in. */
function yearUnless(day: string, near: string | undefined): Intl.DateTimeFormatOptions {
  return near && near.slice(0, 4) !== day.slice(0, 4) ? { year: "numeric" } : {};
}

/** "Tuesday 10 March" or, seen from another year, "Tuesday 10 March 2027". */
export function dayInWords(language: string, day: string, near?: string): string {
  const whole = inDays(language, day, { weekday: "long", day: "numeric", month: "long" });
  // Put in where it belongs, without the commas that a year brings along in English.
  return whole.replace(dayAndMonth(language, day), dayAndMonth(language, day, near));
}

/** "10 March", for a second mention. */
export function dayAndMonth(language: string, day: string, near?: string): string {
  return inDays(language, day, { day: "numeric", month: "long", ...yearUnless(day, near) });
}

/** "March 2027" */
export function monthAndYear(language: string, day: string): string {
  return inDays(language, day, { month: "long", year: "numeric" });
}

/** The three lines of a calendar leaf: "Tue", "10", "March". */
export function leaf(language: string, day: string) {
  return {
    weekday: inDays(language, day, { weekday: "short" }),
    day: inDays(language, day, { day: "numeric" }),
    month: inDays(language, day, { month: "short" }),
  };
}

/**
 * The two ends of a window for "between {from} and {to}": the month once where it is the same
 * ("3" and "17 March"), twice where it is not ("28 February" and "14 March").
 */
export function ends(language: string, from: string, to: string, near?: string) {
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const until = dayAndMonth(language, to, near);
  if (from.slice(0, 7) === to.slice(0, 7)) {
    return { from: inDays(language, from, { day: "numeric" }), to: until };
  }
  return { from: dayAndMonth(language, from, sameYear ? from : near), to: until };
}

/** "9:30 am", from a local time "09:30". */
export function clock(language: string, time: string): string {
  return inTime(language, new Date(`2000-01-01T${time}:00Z`), "UTC");
}

/** "9:30 am", of an instant in a zone. */
export function clockIn(language: string, instant: string, zone: string): string {
  return inTime(language, new Date(instant), zone);
}

function inTime(language: string, at: Date, timeZone: string): string {
  return unbroken(format(language, { hour: "numeric", minute: "2-digit", hour12: true, timeZone }).format(at));
}

/** "Tuesday 10 March, 9:30 am", of an instant in a zone. */
export function momentInWords(language: string, instant: string, zone: string, near?: string): string {
  return `${dayInWords(language, dayIn(instant, zone), near)}, ${clockIn(language, instant, zone)}`;
}

/** The day an instant falls on in a zone, "YYYY-MM-DD". */
export function dayIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(instant),
  );
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** A day some days later. */
export function addDays(day: string, days: number): string {
  return new Date(noon(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether two zones show the same clock at an instant. */
export function sameClock(instant: string, one: string, other: string): boolean {
  return one === other || stamp(instant, one) === stamp(instant, other);
}

function stamp(instant: string, timeZone: string): string {
  return format("en", { dateStyle: "short", timeStyle: "short", timeZone }).format(new Date(instant));
}

/** "America/New_York" as a place: "New York". */
export function zoneName(zone: string): string {
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

/** The zone the device is set to. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Monday", from "mon". */
export function weekdayName(language: string, day: string): string {
  const at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(day);
  return inDays(language, `2024-01-0${at + 1}`, { weekday: "long" });
}
