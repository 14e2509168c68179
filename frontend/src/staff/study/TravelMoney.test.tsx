import { screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, atTheDesk, show } from "../testing";
import { TravelMoney } from "./TravelMoney";
import type { Policy } from "./travel";

const NO_CAPS = { item: null, day: null, visit: null, month: null };

const category = (change: Partial<Policy["categories"][number]>): Policy["categories"][number] => ({
  key: "parking",
  kind: "receipt",
  name: "Parking",
  explain: null,
  caps: NO_CAPS,
  receipt_from: null,
  amount: null,
  care_partner: false,
  ...change,
});

const policy = (change: Partial<Policy> = {}): Policy => ({
  currency: "USD",
  digits: 2,
  covered: "We pay the trip.",
  paid_how: "To your card.",
  visits: ["Blood tests", "Scans"],
  claim_within: 90,
  check_within: 1440,
  pay_after: 3,
  payment_days: [5],
  two_people_above: 50000,
  most_a_line: 200000,
  caps: { ...NO_CAPS, visit: 150000, month: 200000 },
  categories: [
    category({ key: "driving", kind: "mileage", name: "Driving", caps: { ...NO_CAPS, visit: 25000 } }),
    category({ receipt_from: 1, caps: { ...NO_CAPS, item: 3000, day: 4000 }, care_partner: true }),
    category({ key: "tolls", name: "Tolls", receipt_from: 2500 }),
    category({ key: "time", kind: "flat", name: "Your time", amount: 5000 }),
  ],
  unit: "mile",
  rates: [{ since: "2025-01-01", rate: "0.70" }],
  reportable: [{ since: "2025-01-01", amount: 60000 }],
  unusual_distance: 4000,
  tell: [],
  ...change,
});

const fact = (name: string) => screen.getByText(name).nextElementSibling?.textContent;
const row = (name: RegExp) => {
  const cells = screen.getByRole("row", { name }).querySelectorAll("td");
  return [...cells].map(({ textContent }) => textContent);
};

beforeEach(() => atTheDesk());

it("says what is covered, by when, and who decides", async () => {
  const { container } = show(<TravelMoney travel={policy()} />);
  expect(fact("Paid for")).toBe("Blood tests, Scans");
  expect(fact("At most, all together")).toBe("$1,500.00 a visit, $2,000.00 a month");
  expect(fact("Sent")).toBe("within 90 days after the visit");
  expect(fact("Checked")).toBe("within 24 h of the site's hours");
  expect(fact("Paid")).toBe("Friday, from 3 days after approval");
  expect(fact("Approved by two people")).toBe("claims of more than $500.00");
  expect(fact("Mileage")).toBe("0.70 USD a mile from 1 Jan 2025");
  expect(fact("Reported to the tax office")).toBe("flat sums of $600.00 a year, from 1 Jan 2025");
  await accessible(container);
});

it("says of each category what it pays, when a receipt is needed, and the limit", () => {
  show(<TravelMoney travel={policy()} />);
  expect(row(/Driving/)).toEqual(["the mileage rate", "not needed", "$250.00 a visit"]);
  expect(row(/Parking Also for a care partner/)).toEqual([
    "what it cost",
    "always",
    "$30.00 an item, $40.00 a day",
  ]);
  expect(row(/Tolls/)).toEqual(["what it cost", "from $25.00 on", "No limit"]);
  expect(row(/Your time/)).toEqual(["$50.00", "not needed", "No limit"]);
});

it("leaves out what the policy does not have", () => {
  const plain = policy({ caps: NO_CAPS, two_people_above: null, rates: [], reportable: [], payment_days: [1, 2, 3] });
  show(<TravelMoney travel={{ ...plain, currency: "JPY", digits: 0 }} />);
  expect(fact("At most, all together")).toBe("No limit");
  expect(fact("Approved by two people")).toBe("No claim");
  expect(fact("Paid")).toBe("Monday to Wednesday, from 3 days after approval");
  expect(screen.queryByText("Mileage")).toBeNull();
  expect(screen.queryByText("Reported to the tax office")).toBeNull();
  expect(row(/Your time/)[0]).toBe("¥5,000");
});

it("says the year of a rate also where it is this one", () => {
  const since = `${new Date().getFullYear()}-01-01`;
  show(<TravelMoney travel={policy({ unit: "km", rates: [{ since, rate: "0.5" }] })} />);
  expect(fact("Mileage")).toBe(`0.5 USD a kilometer from 1 Jan ${since.slice(0, 4)}`);
});
