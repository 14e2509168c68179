import { beforeEach, expect, it } from "vitest";

import { aVisit, inside, planned } from "../testing";
import { howSoon, length, stopEating, timeOfDay, title, when, zoneLines } from "./words";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

beforeEach(() => inside("en"));

it("tells a booked time from a window", async () => {
  expect(plain(when(aVisit(), "2099-01-01"))).toBe("Tuesday 10 March, 9:30 am");
  expect(plain(when(planned(), "2099-01-01"))).toBe("between 3 and 17 March");
  await inside("es");
  expect(plain(when(aVisit(), "2099-01-01"))).toBe("martes, 10 de marzo, 9:30 a.m.");
  expect(plain(when(planned(), "2099-01-01"))).toBe("entre el 3 y el 17 de marzo");
});

it.each([
  ["2099-03-10", "Today"],
  ["2099-03-11", "Tomorrow"],
  ["2099-03-15", "In 5 days"],
  ["2099-03-09", null],
])("says how soon %s is", (day, words) => {
  expect(howSoon(day, "2099-03-10")).toBe(words);
});

it.each([
  [45, "45 minutes"],
  [60, "1 hour"],
  [150, "2 hours and 30 minutes"],
])("says %i minutes", (minutes, words) => {
  expect(length(minutes)).toBe(words);
});

it.each([
  ["00:00", "midnight", "la medianoche"],
  ["03:30", "3:30 in the morning", "las 3:30 de la madrugada"],
  ["08:00", "8:00 in the morning", "las 8:00 de la mañana"],
  ["12:15", "12:15 in the afternoon", "las 12:15 de la tarde"],
  ["22:00", "10:00 in the evening", "las 10:00 de la noche"],
])("says %s as one says it", async (time, english, spanish) => {
  expect(timeOfDay(time)).toBe(english);
  await inside("es");
  expect(timeOfDay(time)).toBe(spanish);
});

it("names the day to stop eating only where it is not the day of the visit", () => {
  const near = aVisit();
  expect(stopEating(near, near.time_zone)).toBe("Nothing to eat after 5:30 in the morning; water is fine.");
  const eve = aVisit({
    stop_eating: { at: "2099-03-10T02:00:00Z", local_date: "2099-03-09", local_time: "22:00", hours: 12 },
  });
  expect(plain(stopEating(eve, eve.time_zone))).toBe(
    "Nothing to eat after 10:00 in the evening on Monday 9 March; water is fine.",
  );
  expect(stopEating(planned(), null)).toBeNull();
});

it("says whose clock it is where the person's shows another time", () => {
  const visit = aVisit();
  expect(zoneLines(visit, "America/New_York")).toEqual([]);
  expect(zoneLines(visit, null, "America/Toronto")).toEqual([]);
  expect(zoneLines(visit, "America/Los_Angeles").map(plain)).toEqual([
    "Clinic time (New York)",
    "6:30 am where you are (Los Angeles)",
  ]);
  expect(zoneLines(planned(), "America/Los_Angeles")).toEqual([]);
  expect(stopEating(visit, "America/Los_Angeles")).toContain("5:30 in the morning, clinic time");
});

it("does not say the same twice in a title", () => {
  expect(title({ name: "Monitoring visit", label: "Month 6" })).toBe("Month 6: Monitoring visit");
  expect(title({ name: "Month 6 visit", label: "Month 6" })).toBe("Month 6 visit");
});
