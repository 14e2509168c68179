import { expect, it } from "vitest";

import { dueOn, nextAfter } from "./due";
import { aCheckIn } from "./testing";

const checkIn = aCheckIn();

it.each([
  ["2026-11-20", "last_dose-week-3"],
  ["2026-11-27", "last_dose-week-3"],
  ["2026-11-28", undefined],
  ["2026-12-04", "last_dose-week-4"],
  ["2026-12-11", undefined],
])("on %s, an answer saved before has %s due", (day, occurrence) => {
  expect(dueOn(checkIn, day)?.occurrence).toBe(occurrence);
});

it("names the next one only until it opens", () => {
  expect(nextAfter(checkIn, "2026-12-03")?.day).toBe("2026-12-04");
  expect(nextAfter(checkIn, "2026-12-04")).toBeNull();
  expect(nextAfter(aCheckIn({ next: null }), "2026-12-03")).toBeNull();
});
