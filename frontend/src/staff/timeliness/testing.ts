import type { Cell, Timeliness } from "./data";

export const bayside = { id: "site-1", name: "Bayside" };
export const lakeside = { id: "site-2", name: "Lakeside" };

export const aCell = (change: Partial<Cell> = {}): Cell => ({
  measure: "answer",
  site_id: null,
  month: null,
  count: 10,
  median: 200,
  nine_of_ten: 570,
  ...change,
});

/** Answers in January and March at two sites, alerts nowhere, payments at one. */
const cells: Cell[] = [
  aCell(),
  aCell({ month: "2026-01-01", count: 4, median: 0, nine_of_ten: 60 }),
  aCell({ month: "2026-03-01", count: 6 }),
  aCell({ site_id: bayside.id, count: 8, median: 90 }),
  aCell({ site_id: bayside.id, month: "2026-01-01", count: 4, median: 0, nine_of_ten: 60 }),
  aCell({ site_id: bayside.id, month: "2026-03-01", count: 4 }),
  aCell({ site_id: lakeside.id, count: 2, median: 570 }),
  aCell({ site_id: lakeside.id, month: "2026-03-01", count: 2, median: 570 }),
  aCell({ measure: "payment", count: 1, median: 13112, nine_of_ten: 13112 }),
  aCell({ measure: "payment", month: "2026-02-01", count: 1, median: 13112, nine_of_ten: 13112 }),
  aCell({ measure: "payment", site_id: bayside.id, count: 1, median: 13112, nine_of_ten: 13112 }),
  aCell({ measure: "payment", site_id: bayside.id, month: "2026-02-01", count: 1, median: 13112, nine_of_ten: 13112 }),
];

export const waits = (change: Partial<Timeliness> = {}): Timeliness => ({
  measures: [
    { key: "answer", clock: "office" },
    { key: "alert", clock: "office" },
    { key: "payment", clock: "calendar" },
  ],
  months: ["2026-01-01", "2026-02-01", "2026-03-01"],
  sites: [bayside, lakeside],
  cells,
  overdue: [
    { measure: "answer", site_id: bayside.id, count: 2 },
    { measure: "answer", site_id: lakeside.id, count: 1 },
    { measure: "alert", site_id: lakeside.id, count: 1 },
  ],
  ...change,
});
