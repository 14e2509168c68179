import { beforeAll, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import { draw, within } from "./drawing";
import { linesOf, reportBefore } from "./lines";
import { aReason, aReport, scales } from "./testing";
import { reasonWords, saidOnce, shortNote, waitedWords } from "./words";

beforeAll(() => atTheDesk());

it("says how long closing takes in minutes and hours, then in days", () => {
  expect([45, 100, 2879, 3 * 1440].map(waitedWords)).toEqual(["45 min", "1 h 40 min", "47 h 59 min", "3 days"]);
});

it("says a reason with what was said before, and a grade as one", () => {
  expect(reasonWords(aReason())).toBe("Pain: Strong (before: Light)");
  expect(reasonWords(aReason({ before: null }))).toBe("Pain: Strong");
  expect(reasonWords(aReason({ ask: null, said: "3", before: null }))).toBe("Pain: Grade 3");
});

it("says the same answer once, by the first of the rules that it met", () => {
  const worst = aReason({ rule: "very_strong", urgency: "call_now" });
  expect(saidOnce([worst, aReason(), aReason({ symptom: "Cough" })]).map(({ rule }) => rule)).toEqual([
    "very_strong",
    "strong",
  ]);
});

it("cuts a long note between words and leaves a short one whole", () => {
  expect(shortNote("All\nwell ")).toBe("All well");
  expect(shortNote("word ".repeat(40))).toMatch(/^(word )+…$/);
});

it("takes a later question as none where the first was answered with none", () => {
  const before = aReport({ answers: { "pain.severity": 0 } });
  const [, interference] = linesOf(aReport(), before, scales);
  expect(interference).toMatchObject({ now: 1, before: 0 });
});

it("compares with the newest of the earlier reports of the same check-in", () => {
  const report = aReport();
  const older = aReport({ id: "a", answered_at: "2027-01-01T15:00:00Z" });
  const newer = aReport({ id: "b", answered_at: "2027-01-08T15:00:00Z" });
  const other = aReport({ id: "c", answered_at: "2027-01-09T15:00:00Z", check_in: "sleep" });
  expect(reportBefore(report, [report, older, newer, other])?.id).toBe("b");
  expect(reportBefore(older, [report, older])).toBeNull();
});

it("spreads the points by their days, and marks only the visits between them", () => {
  const points = [
    { day: "2027-01-01", value: 0 },
    { day: "2027-01-03", value: 4 },
    { day: "2027-01-11", value: 2 },
  ];
  const visits = ["2026-12-24", "2027-01-06"];
  const drawn = draw(points, visits, 4, { width: 120, height: 60, pad: 10 });
  expect(drawn.dots).toEqual([
    { x: 10, y: 50 },
    { x: 30, y: 10 },
    { x: 110, y: 30 },
  ]);
  expect(drawn.marks).toEqual([60]);
  expect(drawn.levels).toEqual([50, 40, 30, 20, 10]);
  expect(within([], visits)).toEqual([]);
  expect(draw(points.slice(0, 1), [], 4, { width: 120, height: 60, pad: 10 }).dots).toEqual([{ x: 60, y: 50 }]);
});
