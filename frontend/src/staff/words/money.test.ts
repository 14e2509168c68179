import { beforeAll, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import { digitsOf, fromMinor, money, moneyShort, rate, toMinor } from "./money";

beforeAll(() => atTheDesk());

it.each([
  ["12.50", 2, 1250],
  ["12,50", 2, 1250],
  ["$12.50", 2, 1250],
  ["$ 12.50", 2, 1250],
  ["US$12.50", 2, 1250],
  ["12.50 USD", 2, 1250],
  ["12,50 €", 2, 1250],
  [" 12.5 ", 2, 1250],
  ["12.", 2, 1200],
  ["12", 2, 1200],
  ["0", 2, 0],
  ["0.07", 2, 7],
  ["1.10", 2, 110],
  ["4.35", 2, 435],
  ["1,234.50", 2, 123450],
  ["1.234,50", 2, 123450],
  ["1,234,567.89", 2, 123456789],
  ["1250", 0, 1250],
  ["1.234", 3, 1234],
])("reads %s with %i digits as %i", (typed, digits, minor) => {
  expect(toMinor(typed, digits)).toBe(minor);
});

it.each([
  ["", 2],
  ["  ", 2],
  ["abc", 2],
  ["$", 2],
  [".", 2],
  [".50", 2],
  ["-5", 2],
  ["+5", 2],
  ["12.345", 2],
  ["1,234", 2],
  ["1.234", 2],
  ["1,23,456.00", 2],
  ["12.50.10", 2],
  ["12 50", 2],
  ["1e3", 2],
  ["12.5", 0],
  ["9999999999999", 2],
  ["١٢", 2],
])("takes %j with %i digits for no sum", (typed, digits) => {
  expect(toMinor(typed, digits)).toBeNull();
});

it("writes sums with the sign of their currency and its digits", () => {
  expect(money(123450, "USD")).toBe("$1,234.50");
  expect(money(7, "USD")).toBe("$0.07");
  expect(money(123450, "EUR")).toBe("€1,234.50");
  expect(money(1250, "JPY")).toBe("¥1,250");
  expect(digitsOf("JPY")).toBe(0);
});

it("writes sums for a chart in whole units, and large ones in thousands", () => {
  expect([41230, 123450, 2_431_000, 13_261_152, 123_456_789].map((minor) => moneyShort(minor, "USD"))).toEqual([
    "$412",
    "$1,235",
    "$24.3K",
    "$133K",
    "$1.23M",
  ]);
});

it("writes a rate with all its digits, and with as many as a sum has at least", () => {
  expect(["0.725", "0.7", "1"].map((one) => rate(one, "USD"))).toEqual(["$0.725", "$0.70", "$1.00"]);
});

it("gives back in a field what it would read from it", () => {
  expect(fromMinor(1250, 2)).toBe("12.50");
  expect(fromMinor(1250, 0)).toBe("1250");
  for (const minor of [0, 1, 9, 10, 29, 115, 435, 100_000_007]) expect(toMinor(fromMinor(minor, 2), 2)).toBe(minor);
});
