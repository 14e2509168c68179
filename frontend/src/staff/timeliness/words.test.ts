import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import { lengthWords, monthWordsOf, withinWords } from "./words";

beforeAll(() => atTheDesk());

describe("how long something took", () => {
  it.each([
    [0, "office", "0 min"],
    [59, "office", "59 min"],
    [60, "office", "1 h"],
    [570, "office", "9 h 30 min"],
    [1440, "office", "24 h"],
    [3010, "office", "50 h 10 min"],
    [0, "calendar", "0 min"],
    [90, "calendar", "1 h 30 min"],
    [1439, "calendar", "23 h 59 min"],
    [1440, "calendar", "1 day"],
    [1441, "calendar", "1 day 1 h"],
    [1560, "calendar", "1 day 2 h"],
    [2879, "calendar", "2 days"],
    [13112, "calendar", "9 days 3 h"],
  ] as const)("%i minutes by the clock %s are %s", (minutes, clock, words) => {
    expect(lengthWords(minutes, clock)).toBe(words);
  });

  it("says which clock it is where it is not everybody's", () => {
    expect(withinWords(200, "office")).toBe("3 h 20 min of office hours");
    expect(withinWords(200, "calendar")).toBe("3 h 20 min");
  });
});

it("says of the month that goes on that it is not over", () => {
  expect(monthWordsOf("2026-03-01", "2026-03-01")).toBe("Mar 2026, so far");
  expect(monthWordsOf("2026-02-01", "2026-03-01")).toBe("Feb 2026");
  expect(monthWordsOf("2026-02-01", "2026-03-01", "long")).toBe("February 2026");
});
