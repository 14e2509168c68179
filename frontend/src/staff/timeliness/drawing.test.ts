import { describe, expect, it } from "vitest";

import { inUnit, scaleFor } from "./drawing";

describe("the scale of a chart", () => {
  it.each([
    [0, "office", "minutes", [1]],
    [1, "office", "minutes", [1]],
    [45, "office", "minutes", [20, 40, 60]],
    [119, "calendar", "minutes", [50, 100, 150]],
    [540, "office", "hours", [5, 10]],
    [6000, "office", "hours", [50, 100]],
    [2879, "calendar", "hours", [20, 40, 60]],
    [2880, "calendar", "days", [1, 2]],
    [13112, "calendar", "days", [5, 10]],
    [229112, "calendar", "days", [50, 100, 150, 200]],
  ] as const)("up to %i minutes by the clock %s is in %s", (longest, clock, unit, lines) => {
    expect(scaleFor(longest, clock)).toEqual({ unit, top: lines.at(-1), lines });
  });

  it("has few lines, and the longest never above the highest", () => {
    for (let longest = 0; longest < 500_000; longest += 997) {
      for (const clock of ["office", "calendar"] as const) {
        const { unit, top, lines } = scaleFor(longest, clock);
        expect(lines.length).toBeLessThanOrEqual(4);
        expect(inUnit(longest, unit)).toBeLessThanOrEqual(top);
      }
    }
  });

  it("rounds to what has room under a month", () => {
    expect([inUnit(200, "hours"), inUnit(540, "hours"), inUnit(229112, "days")]).toEqual([3.3, 9, 159]);
  });
});
