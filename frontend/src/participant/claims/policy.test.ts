import { expect, it } from "vitest";

import shared from "../../../../tests/claims/policy_cases.json";
import type { TravelPolicy } from "../../api";
import { type Allowed, assess, type Caps, deadline, type Line, mileage, paymentDay, rateOn, receiptNeeded, type Taken } from "./policy";

type Cases = {
  assess: { name: string; policy: Caps; lines: Line[]; taken: Taken[]; expect: Record<string, Allowed> }[];
  rounding: { rate: string; tenths: number; digits: number; expect: number }[];
  receipt_needed: { kind: "receipt" | "mileage" | "flat"; receipt_from: number | null; amount: number; expect: boolean }[];
  rate_on: { rates: TravelPolicy["rates"]; day: string; expect: string | null }[];
  deadline: { visit_day: string; claim_within: number; expect: string }[];
  payment_day: { approved_on: string; pay_after: number; payment_days: number[]; expect: string }[];
};

/** The server's tests read the same file. A cap that is not named there is none. */
const cases = shared as unknown as Cases;

it.each(cases.assess)("$name", ({ policy, lines, taken, expect: expected }) => {
  expect(Object.fromEntries(assess(policy, lines, taken))).toEqual(expected);
});

it.each(cases.assess)("the order of the lines makes no difference: $name", ({ policy, lines, taken, expect: expected }) => {
  expect(Object.fromEntries(assess(policy, lines.toReversed(), taken.toReversed()))).toEqual(expected);
});

it.each(cases.rounding)("$tenths tenths at $rate come to $expect", ({ rate, tenths, digits, expect: expected }) => {
  expect(mileage(rate, tenths, digits)).toBe(expected);
});

it.each(cases.receipt_needed)("says whether $amount of kind $kind needs a receipt", ({ amount, expect: expected, ...category }) => {
  expect(receiptNeeded(category, amount)).toBe(expected);
});

it.each(cases.rate_on)("finds the rate of $day", ({ rates, day, expect: expected }) => {
  expect(rateOn({ rates }, day)).toBe(expected);
});

it.each(cases.deadline)("has a claim in time until $expect", ({ visit_day, claim_within, expect: expected }) => {
  expect(deadline({ claim_within }, visit_day)).toBe(expected);
});

it.each(cases.payment_day)("expects the money of $approved_on on $expect", ({ approved_on, expect: expected, ...policy }) => {
  expect(paymentDay(policy, approved_on)).toBe(expected);
});
