import { beforeEach, expect, it } from "vitest";

import { loadClaims } from "../../i18n";
import { inside } from "../testing";
import { distance, money, rateInWords, readNumber, roundMoney, typedAmount, typedDistance } from "./money";

const NBSP = /[\u00a0\u202f]/g;
const USD = { currency: "USD", digits: 2 };

beforeEach(async () => {
  await inside("en");
  await loadClaims();
});

it.each([
  ["12.50", 1250],
  ["12,50", 1250],
  ["$12.50", 1250],
  [" 12.5 ", 1250],
  ["12", 1200],
  ["12.", 1200],
  [".50", 50],
  ["0.05", 5],
  ["USD 12.50", 1250],
  ["12.50 USD", 1250],
  ["US$12.50", 1250],
  ["12,50 €", 1250],
  ["12.50 dollars", 1250],
  ["1,234.50", 123450],
  ["1.234,50", 123450],
  ["1,234", 123400],
  ["1 234,50", 123450],
  ["1\u00a0234.50", 123450],
  ["1,234,567.89", 123456789],
  ["1234.50", 123450],
])("reads %s", (typed, value) => {
  expect(readNumber(typed, 2)).toEqual({ value });
});

it.each([
  ["", "empty"],
  ["  ", "empty"],
  ["twelve", "form"],
  ["$", "form"],
  [".", "form"],
  ["12.50.1", "form"],
  ["1,23,4.50", "form"],
  ["12 + 3", "form"],
  ["12..5", "form"],
  ["1.234", "digits"],
  ["12.505", "digits"],
  ["0", "zero"],
  ["0.00", "zero"],
  ["-5", "zero"],
])("says what is wrong with '%s'", (typed, wrong) => {
  expect(readNumber(typed, 2)).toEqual({ wrong });
});

it("reads a currency without small change, and tenths of a mile", () => {
  expect(readNumber("1,250", 0)).toEqual({ value: 1250 });
  expect(readNumber("12.5", 0)).toEqual({ wrong: "digits" });
  expect(readNumber("12.3", 1)).toEqual({ value: 123 });
  expect(readNumber("12 miles", 1)).toEqual({ value: 120 });
});

it("reads what it wrote itself", () => {
  for (const amount of [1, 99, 100, 1250, 123450]) expect(readNumber(typedAmount(amount, 2), 2)).toEqual({ value: amount });
  for (const tenths of [1, 123, 240, 12345]) expect(readNumber(typedDistance(tenths), 1)).toEqual({ value: tenths });
});

it.each([
  ["en", "$1,234.50", "$60", "$60.50", "$0.725", "24.6 miles", "1 mile"],
  ["es", "$1,234.50", "$60", "$60.50", "$0.725", "24.6 millas", "1 milla"],
] as const)("writes sums and distances in %s", async (language, sum, round, odd, rate, way, one) => {
  await inside(language);
  await loadClaims();
  const clean = (text: string) => text.replace(NBSP, " ");
  expect(clean(money(123450, USD))).toBe(sum);
  expect(clean(roundMoney(6000, USD))).toBe(round);
  expect(clean(roundMoney(6050, USD))).toBe(odd);
  expect(clean(rateInWords("0.725", USD))).toBe(rate);
  expect(rateInWords("0.70", USD)).toBe("$0.70");
  expect(distance(246, "mile")).toBe(way);
  expect(distance(10, "mile")).toBe(one);
});

it("writes a currency without small change", () => {
  expect(money(1250, { currency: "JPY", digits: 0 })).toBe("¥1,250");
});
