import { describe, expect, it } from "vitest";

import { figuresOf, type MeasureKey, type Row, type Sort } from "./figures";
import { bayside, lakeside, waits } from "./testing";

const named = ({ site, month, spread }: Row) => {
  const [, number = "whole"] = month?.split("-") ?? [];
  return [number, site?.name ?? "all", spread?.count ?? null];
};
const answers = (site = null as typeof bayside | null, sort: Sort = "month", found = waits()) =>
  figuresOf(found, site, sort)[0];

describe("the rows of a measure", () => {
  it("are every month of all sites, and a site in the months in which it had something", () => {
    expect(answers()?.rows.map(named)).toEqual([
      ["01", "all", 4],
      ["01", "Bayside", 4],
      ["02", "all", null],
      ["03", "all", 6],
      ["03", "Bayside", 4],
      ["03", "Lakeside", 2],
    ]);
    expect(answers()?.wholes.map(named)).toEqual([
      ["whole", "all", 10],
      ["whole", "Bayside", 8],
      ["whole", "Lakeside", 2],
    ]);
  });

  it("by site keep each site's months together and in order", () => {
    expect(answers(null, "site")?.rows.map(named)).toEqual([
      ["01", "all", 4],
      ["02", "all", null],
      ["03", "all", 6],
      ["01", "Bayside", 4],
      ["03", "Bayside", 4],
      ["03", "Lakeside", 2],
    ]);
  });

  it("of one site are all its months, also those without anything", () => {
    const chosen = answers(lakeside);
    expect(chosen?.rows.map(named)).toEqual([
      ["01", "Lakeside", null],
      ["02", "Lakeside", null],
      ["03", "Lakeside", 2],
    ]);
    expect(chosen?.months.map(({ spread }) => spread?.median ?? null)).toEqual([null, null, 570]);
    expect(chosen?.whole?.count).toBe(2);
  });

  it("do not say all sites where there is only one", () => {
    expect(answers(null, "month", waits({ sites: [bayside] }))?.rows.map(named)).toEqual([
      ["01", "Bayside", 4],
      ["02", "Bayside", null],
      ["03", "Bayside", 4],
    ]);
  });
});

it("adds up what is late at the sites that were asked for", () => {
  const late = (site: typeof bayside | null) =>
    Object.fromEntries(figuresOf(waits(), site, "month").map(({ key, overdue }) => [key, overdue])) as Record<
      MeasureKey,
      number
    >;
  expect(late(null)).toEqual({ answer: 3, alert: 1, payment: 0 });
  expect(late(bayside)).toEqual({ answer: 2, alert: 0, payment: 0 });
});

it("leaves out what the person may not see, and what the desk has no words for", () => {
  const measures = [
    { key: "payment", clock: "calendar" as const },
    { key: "something_new", clock: "office" as const },
  ];
  expect(figuresOf(waits({ measures }), null, "month").map(({ key }) => key)).toEqual(["payment"]);
});
