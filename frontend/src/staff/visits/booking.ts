import { daysBetween } from "../../i18n/dates";
import type { FieldProblem, Problem } from "../data/problem";
import type { Booking, Visit, Window } from "../data/types";
import { t } from "../i18n";

/** A booking as its form holds it: all text, the time in the clock of the site. */
export type BookingValues = { date: string; time: string; minutes: string; place_note: string; reason: string };

export const bookingIds = {
  date: "booking-date",
  time: "booking-time",
  minutes: "booking-minutes",
  place_note: "booking-note",
  reason: "booking-reason",
} as const satisfies Record<keyof BookingValues, string>;

/** What the form begins with: the booking there is, or else the day the study aims at. */
export function startingValues(visit: Visit, today: string): BookingValues {
  const aim = visit.window.target > today ? visit.window.target : "";
  return {
    date: visit.local_date ?? aim,
    time: visit.local_time ?? "",
    minutes: String(visit.minutes),
    place_note: visit.place.note,
    reason: "",
  };
}

/** How far a day lies outside a window, in days; null within it. Both ends belong to the window. */
export function outside(date: string, window: Window): { side: "before" | "after"; days: number } | null {
  if (date === "") return null;
  if (date < window.start) return { side: "before", days: daysBetween(date, window.start) };
  if (date > window.end) return { side: "after", days: daysBetween(window.end, date) };
  return null;
}

/** What can be said without the server; clock gaps and the past are its to judge. */
export function bookingProblem(values: BookingValues, window: Window): Problem | null {
  const fields: FieldProblem[] = [];
  if (!values.date) fields.push({ field: "date", message: t("booking.missing.date") });
  if (!values.time) fields.push({ field: "time", message: t("booking.missing.time") });
  const minutes = Number(values.minutes);
  if (values.minutes !== "" && !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 600)) {
    fields.push({ field: "minutes", message: t("booking.missing.minutes") });
  }
  if (outside(values.date, window) && !values.reason.trim()) {
    fields.push({ field: "reason", message: t("booking.missing.reason") });
  }
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}

export function toBooking(values: BookingValues): Booking {
  const booking: Booking = { date: values.date, time: values.time };
  if (values.minutes) booking.minutes = Number(values.minutes);
  if (values.place_note.trim()) booking.place_note = values.place_note.trim();
  if (values.reason.trim()) booking.reason = values.reason.trim();
  return booking;
}
