/** Sample travel money for the tests of this folder. Today is Tuesday 24 November 2026. */
import type { Claim, ClaimableVisit, ClaimLine, Travel, TravelCategory, TravelPolicy } from "../../api";

export const NOW = new Date("2026-11-24T15:00:00Z");

const none = { item: null, day: null, visit: null, month: null };

const category = (key: string, name: string, change: Partial<TravelCategory> = {}): TravelCategory => ({
  ...{ key, name, kind: "receipt", explain: null, caps: none, receipt_from: 1, amount: null, care_partner: false },
  ...change,
});

export const aPolicy = (change: Partial<TravelPolicy> = {}): TravelPolicy => ({
  currency: "USD",
  digits: 2,
  covered: "We pay back what it costs you to come.",
  paid_how: "The money comes on your card.",
  claim_within: 90,
  pay_after: 3,
  payment_days: [5],
  most_a_line: 200_000,
  caps: { ...none, visit: 150_000 },
  categories: [
    category("parking", "Parking", { caps: { ...none, day: 4_000 } }),
    category("mileage", "Driving", { kind: "mileage", explain: "Your own car.", receipt_from: null, caps: { ...none, visit: 25_000 } }),
    category("tolls", "Tolls", { receipt_from: 2_500, caps: { ...none, visit: 4_000 } }),
    category("meals", "Meals", { receipt_from: 2_500, caps: { ...none, day: 6_000 }, care_partner: true }),
    category("time", "Your time", { kind: "flat", amount: 5_000, receipt_from: null, caps: { ...none, visit: 5_000 } }),
  ],
  unit: "mile",
  rates: [
    { since: "2025-01-01", rate: "0.70" },
    { since: "2026-01-01", rate: "0.725" },
  ],
  ...change,
});

/** On Tuesday 17 November 2026, to be claimed until Monday 15 February 2027. */
export const aPastVisit = (change: Partial<ClaimableVisit> = {}): ClaimableVisit => ({
  ...{ id: "visit-1", name: "Monitoring visit", label: "Month 6", day: "2026-11-17", status: "done" },
  ...{ deadline: "2027-02-15", claims: 0, offered: true },
  ...change,
});

/** On Tuesday 16 June 2026: its last day was Monday 14 September. */
export const aLateVisit = (): ClaimableVisit =>
  aPastVisit({ id: "visit-0", label: "Month 1", day: "2026-06-16", deadline: "2026-09-14", offered: false });

export const aTravel = (change: Partial<Travel> = {}): Travel => ({
  today: "2026-11-24",
  policy: aPolicy(),
  distance: 123,
  consented_on: "2026-05-01",
  care_partner: false,
  visits: [aPastVisit(), aLateVisit()],
  claims: [],
  ...change,
});

export const aLine = (change: Partial<ClaimLine> = {}): ClaimLine => ({
  ...{ id: "line-1", category: "parking", category_name: "Parking", kind: "receipt", spent_on: "2026-11-17" },
  ...{ asked: 1_250, allowed: 1_250, cut: null, approved: null, decision_reason: "", distance: null, rate: null },
  ...{ distance_reason: "", care_partner: false, note: "", receipt_lost: "" },
  receipts: [{ id: "receipt-1", name: "parking.jpg", media_type: "image/jpeg", pages: 1, made_at: "2026-11-18T12:00:00Z" }],
  ...change,
});

const step = (status: Claim["status"], at: string, by: string, note = ""): Claim["steps"][number] => ({
  ...{ new: status, at, by, note },
  by_team: !["sent", "withdrawn", "disputed"].includes(status),
});

/** Sent on Wednesday 18 November, to be checked by Wednesday 25 November. */
export const aClaim = (change: Partial<Claim> = {}): Claim => {
  const lines = change.lines ?? [aLine()];
  const { id, name, label, day, status } = aPastVisit();
  return {
    ...{ id: "claim-1", reference: "7F3A-92BC", round: 1, status: "sent", visit: { id, name, label, day, status } },
    ...{ currency: "USD", made_by: "Eleanor Whitfield", by_care_partner: false, mine: true, late_reason: "" },
    ...{ sent_at: "2026-11-18T15:00:00Z", check_by: "2026-11-25T22:00:00Z", decided_at: null, note: "" },
    asked: lines.reduce((sum, { asked }) => sum + asked, 0),
    allowed: lines.reduce((sum, { allowed }) => sum + allowed, 0),
    ...{ approved: null, expected_on: null, disputed_at: null, dispute_note: "" },
    steps: [step("sent", "2026-11-18T15:00:00Z", "Eleanor Whitfield")],
    ...{ lines, payments: [], can: { correct: false, withdraw: true, dispute: false }, version: 1 },
    ...change,
  };
};

const CHECKED = [step("sent", "2026-11-18T15:00:00Z", "Eleanor Whitfield"), step("checking", "2026-11-19T15:00:00Z", "Grace Okafor")];

export const returnedClaim = (change: Partial<Claim> = {}): Claim =>
  aClaim({
    status: "returned",
    note: "Is there a second receipt?",
    steps: [...CHECKED, step("returned", "2026-11-20T15:00:00Z", "Grace Okafor", "Is there a second receipt?")],
    can: { correct: true, withdraw: true, dispute: false },
    ...change,
  });

const payment = (change: Partial<Claim["payments"][number]> = {}): Claim["payments"][number] => ({
  ...{ amount: 1_250, status: "on_its_way", made_at: "2026-11-23T15:00:00Z", expected_on: "2026-11-27" },
  ...{ paid_on: null, reference: "", failed_reason: "" },
  ...change,
});

/** A claim as decided: for 12.50, or less with a reason. */
export const decidedClaim = (status: Claim["status"], change: Partial<Claim> = {}): Claim =>
  aClaim({
    status,
    approved: 1_250,
    decided_at: "2026-11-20T15:00:00Z",
    lines: [aLine({ approved: 1_250 })],
    steps: [...CHECKED, step(status, "2026-11-20T15:00:00Z", "Grace Okafor")],
    can: { correct: false, withdraw: false, dispute: true },
    ...change,
  });

export const paidClaim = (change: Partial<Claim> = {}): Claim =>
  decidedClaim("paid", { payments: [payment({ status: "paid", paid_on: "2026-11-20", reference: "ACH-1" })], ...change });

export const failedClaim = (): Claim =>
  decidedClaim("approved", { expected_on: "2026-11-27", payments: [payment({ status: "failed", failed_reason: "Account closed" })] });

export const onItsWayClaim = (): Claim => decidedClaim("on_its_way", { payments: [payment()] });
