import type { Me } from "../data/types";
import type { Claim, ClaimLine, ClaimPayment, ClaimRow, ClaimStep, Counts, Receipt, Travel, Warning } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };

export const coordinator: Me["can"] = ["claims.read", "claims.review", "participants.read"];
export const finance: Me["can"] = ["claims.read", "claims.pay"];
export const monitor: Me["can"] = ["claims.read", "participants.read"];

export const aRow = (change: Partial<ClaimRow> = {}): ClaimRow => ({
  id: "claim-1",
  reference: "1A81-08B7",
  who: {
    participant_id: "person-1",
    code: "FH-001",
    name: "Eleanor Whitfield",
    phone: "+13055550141",
    language: "en",
    site,
  },
  visit: { id: "visit-1", name: "Monitoring visit", label: "Month 6", day: "2027-01-07", status: "done" },
  status: "sent",
  round: 1,
  currency: "USD",
  asked: 8700,
  allowed: 7500,
  approved: null,
  made_by: "Eleanor Whitfield",
  by_care_partner: false,
  sent_at: "2027-01-10T15:00:00Z",
  check_by: "2027-01-14T19:00:00Z",
  overdue: false,
  taken_by: null,
  mine: false,
  own: false,
  decided_by: null,
  decided_at: null,
  receipts: 3,
  version: 1,
  ...change,
});

export const aReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  id: "receipt-1",
  name: "garage.jpg",
  media_type: "image/jpeg",
  pages: 1,
  made_at: "2027-01-10T15:00:00Z",
  ...change,
});

/** Parking: 52.00 asked, cut to 40.00 a day. */
export const aLine = (change: Partial<ClaimLine> = {}): ClaimLine => ({
  id: "line-1",
  category: "parking",
  category_name: "Parking",
  kind: "receipt",
  spent_on: "2027-01-07",
  asked: 5200,
  allowed: 4000,
  cut: { kind: "day", category: "parking", limit: 4000 },
  approved: null,
  decision_reason: "",
  distance: null,
  rate: null,
  distance_reason: "",
  care_partner: false,
  note: "",
  receipt_lost: "",
  receipts: [aReceipt()],
  ...change,
});

/** Meals: 35.00, with two receipts, one of them of two pages. */
export const meals = (change: Partial<ClaimLine> = {}): ClaimLine =>
  aLine({
    id: "line-2",
    category: "meals",
    category_name: "Meals",
    asked: 3500,
    allowed: 3500,
    cut: null,
    receipts: [aReceipt({ id: "receipt-2", media_type: "application/pdf", pages: 2 }), aReceipt({ id: "receipt-3" })],
    ...change,
  });

export const driving = (change: Partial<ClaimLine> = {}): ClaimLine =>
  aLine({
    id: "line-3",
    category: "mileage",
    category_name: "Driving",
    kind: "mileage",
    asked: 2668,
    allowed: 2668,
    cut: null,
    distance: 368,
    rate: "0.725",
    receipts: [],
    ...change,
  });

export const aWarning = (change: Partial<Warning> = {}): Warning => ({
  kind: "over_cap",
  line_id: "line-1",
  receipt_id: null,
  words: "",
  days: null,
  twin: null,
  ...change,
});

export const aStep = (change: Partial<ClaimStep> = {}): ClaimStep => ({
  at: "2027-01-10T15:00:00Z",
  new: "sent",
  by: "Eleanor Whitfield",
  by_team: false,
  note: "",
  ...change,
});

export const aPayment = (change: Partial<ClaimPayment> = {}): ClaimPayment => ({
  amount: 7500,
  status: "on_its_way",
  made_at: "2027-01-12T15:00:00Z",
  expected_on: "2027-01-15",
  paid_on: null,
  reference: "",
  failed_reason: "",
  ...change,
});

/** One that waits to be checked, and that the coordinator may take and decide on. */
export const aClaim = (change: Partial<Claim> = {}): Claim => ({
  ...aRow(),
  lines: [aLine(), meals()],
  earlier_receipts: [],
  warnings: [aWarning()],
  steps: [aStep()],
  payments: [],
  digits: 2,
  unit: "mile",
  distance: 184,
  most_a_line: 200_000,
  second_above: 50_000,
  late_reason: "",
  note: "",
  disputed_at: null,
  dispute_note: "",
  paid: 0,
  expected_on: null,
  may: { take: true, release: false, decide: true, why_not: null },
  ...change,
});

/** One that the signed-in coordinator is checking. */
export const myClaim = (change: Partial<Claim> = {}): Claim =>
  aClaim({
    status: "checking",
    mine: true,
    taken_by: "Grace Okafor",
    steps: [aStep(), aStep({ new: "checking", by: "Grace Okafor", by_team: true, at: "2027-01-11T15:00:00Z" })],
    may: { take: true, release: true, decide: true, why_not: null },
    version: 2,
    ...change,
  });

/** One that a colleague has, or has decided on: nothing but looking is offered. */
export const closedTo = (why: string | null, change: Partial<Claim> = {}): Claim =>
  aClaim({ may: { take: false, release: false, decide: false, why_not: why }, version: 3, ...change });

export const approvedClaim = (change: Partial<Claim> = {}): Claim =>
  closedTo(null, {
    status: "approved",
    approved: 7500,
    decided_by: "Helen Marsh",
    decided_at: "2027-01-11T15:00:00Z",
    expected_on: "2027-01-15",
    steps: [aStep(), aStep({ new: "approved", by: "Helen Marsh", by_team: true, at: "2027-01-11T15:00:00Z" })],
    ...change,
  });

export const counts: Counts = {
  to_check: 4,
  overdue: 1,
  second_look: 1,
  disputed: 0,
  with_them: 2,
  to_pay: 5,
  on_its_way: 0,
  failed: 1,
};

export const listOf = (rows: ClaimRow[], of: Counts = counts) => ({
  body: { rows, total: rows.length, page: 1, page_size: 50, counts: of },
});

export const aTravel = (change: Partial<Travel> = {}): Travel => ({
  distance: 184,
  unit: "mile",
  claims: [aRow()],
  ...change,
});
