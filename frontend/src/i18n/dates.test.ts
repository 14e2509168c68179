import { expect, it } from "vitest";

import { addDays, clock, clockIn, dayIn, dayInWords, daysBetween, ends, leaf, sameClock, weekdayName } from "./dates";

const NBSP = "\u00a0";
const plain = (text: string) => text.replaceAll(NBSP, " ");

it.each([
  ["en", "2027-03-10", undefined, "Wednesday 10 March"],
  ["en", "2027-03-10", "2027-01-01", "Wednesday 10 March"],
  ["en", "2027-03-10", "2026-12-31", "Wednesday 10 March 2027"],
  ["es", "2027-03-10", undefined, "miércoles, 10 de marzo"],
  ["es", "2027-03-10", "2026-12-31", "miércoles, 10 de marzo de 2027"],
])("says a day in %s: %s seen from %s", (language, day, near, words) => {
  expect(plain(dayInWords(language, day, near))).toBe(words);
});

it.each([
  ["2027-03-03", "2027-03-17", undefined, "3", "17 March"],
  ["2027-02-28", "2027-03-14", undefined, "28 February", "14 March"],
  ["2026-12-28", "2027-01-11", "2026-11-01", "28 December", "11 January 2027"],
  ["2027-02-28", "2027-03-14", "2026-11-01", "28 February", "14 March 2027"],
])("says a window from %s to %s with each month and year once", (from, to, near, first, last) => {
  const said = ends("en", from, to, near);
  expect([plain(said.from), plain(said.to)]).toEqual([first, last]);
});

it("says the time of day as people do", () => {
  expect(plain(clock("en", "09:30"))).toBe("9:30 am");
  expect(plain(clock("en", "14:05"))).toBe("2:05 pm");
  expect(plain(clock("es", "09:30"))).toBe("9:30 a.m.");
});

it("keeps a number and its word on one line", () => {
  expect(clock("en", "09:30")).toBe(`9:30${NBSP}am`);
  expect(dayInWords("en", "2027-03-10")).toBe(`Wednesday 10${NBSP}March`);
});

it("shows an instant in the zone asked for, across daylight saving", () => {
  expect(plain(clockIn("en", "2026-03-07T14:30:00Z", "America/New_York"))).toBe("9:30 am");
  expect(plain(clockIn("en", "2026-03-09T13:30:00Z", "America/New_York"))).toBe("9:30 am");
  expect(dayIn("2026-03-10T03:30:00Z", "America/New_York")).toBe("2026-03-09");
});

it("sees whether two zones show the same clock at that moment", () => {
  expect(sameClock("2026-06-01T12:00:00Z", "America/New_York", "America/Toronto")).toBe(true);
  expect(sameClock("2026-06-01T12:00:00Z", "America/Phoenix", "America/Denver")).toBe(false);
  expect(sameClock("2026-12-01T12:00:00Z", "America/Phoenix", "America/Denver")).toBe(true);
});

it("counts days over month ends, leap days and clock changes", () => {
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
});

it("writes the three lines of a calendar leaf", () => {
  expect(leaf("en", "2026-11-24")).toEqual({ weekday: "Tue", day: "24", month: "Nov" });
  expect(leaf("es", "2026-11-24")).toEqual({ weekday: "mar", day: "24", month: "nov" });
});

it("names the days of office hours", () => {
  expect(["mon", "sun"].map((day) => weekdayName("en", day))).toEqual(["Monday", "Sunday"]);
  expect(weekdayName("es", "wed")).toBe("miércoles");
});
