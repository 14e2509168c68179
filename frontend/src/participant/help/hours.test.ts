import { expect, it } from "vitest";

import { office, stretches } from "./hours";

const ZONE = "America/New_York";
const WEEK = [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", until: "17:00" }];
const at = (instant: string) => office(WEEK, new Date(instant), ZONE);

it.each([
  ["the first minute", "2026-11-23T13:00:00Z"],
  ["noon", "2026-11-23T17:00:00Z"],
  ["the last minute", "2026-11-23T21:59:00Z"],
])("is open at %s of a working day", (_when, instant) => {
  expect(at(instant)).toEqual({ open: true });
});

it.each([
  ["early the same day", "2026-11-23T12:59:00Z", "2026-11-23", 0],
  ["after closing", "2026-11-23T22:00:00Z", "2026-11-24", 1],
  ["on Friday evening", "2026-11-27T23:00:00Z", "2026-11-30", 3],
  ["on Sunday", "2026-11-22T15:00:00Z", "2026-11-23", 1],
])("says when it opens next, asked %s", (_when, instant, day, inDays) => {
  expect(at(instant)).toEqual({ open: false, next: { day, time: "08:00", inDays } });
});

it("counts in the office's zone, not the phone's", () => {
  // 03:00 in Tokyo on Tuesday is Monday afternoon in New York.
  expect(at("2026-11-23T18:00:00Z")).toEqual({ open: true });
});

it("knows a lunch break", () => {
  const split = [
    { days: ["mon"], from: "13:00", until: "17:00" },
    { days: ["mon"], from: "08:00", until: "12:00" },
  ];
  const noon = office(split, new Date("2026-11-23T17:30:00Z"), ZONE);
  expect(noon).toEqual({ open: false, next: { day: "2026-11-23", time: "13:00", inDays: 0 } });
});

it("never opens without hours", () => {
  expect(office([], new Date(), ZONE)).toEqual({ open: false, next: null });
});

it("says days that follow each other as one stretch", () => {
  expect(stretches(["mon", "tue", "wed", "fri"])).toEqual([
    ["mon", "wed"],
    ["fri", "fri"],
  ]);
});
