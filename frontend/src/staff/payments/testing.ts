import type { Batch, BatchRow, PayableClaim, Payment, Sums, Totals, YearTotals } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };

const aWho = (change: Partial<PayableClaim["who"]> = {}): PayableClaim["who"] => ({
  participant_id: "person-1",
  code: "FH-001",
  name: "Eleanor Whitfield",
  phone: null,
  language: "en",
  site,
  ...change,
});

export const rosa = aWho({ participant_id: "person-2", code: "FH-002", name: "Rosa Delgado" });

export const aPayable = (change: Partial<PayableClaim> = {}): PayableClaim => ({
  id: "claim-1",
  reference: "7F3A-92BC",
  who: aWho(),
  visit: { id: "visit-1", name: "Monitoring visit", label: "Month 6", day: "2100-03-01", status: "done" },
  status: "approved",
  round: 1,
  currency: "USD",
  asked: 5000,
  allowed: 4230,
  approved: 4230,
  made_by: "Eleanor Whitfield",
  by_care_partner: false,
  sent_at: "2100-03-02T10:00:00Z",
  check_by: "2100-03-09T10:00:00Z",
  overdue: false,
  taken_by: null,
  mine: false,
  own: false,
  decided_by: "Grace Okafor",
  decided_at: "2100-03-03T10:00:00Z",
  receipts: 2,
  version: 3,
  to_pay: 4230,
  usual_day: "2100-03-12",
  failed: "",
  ...change,
});

/** Three that wait: one whose payment failed before, and one of a later day. */
export const waiting = [
  aPayable(),
  aPayable({ id: "claim-2", reference: "11AA-22BB", who: rosa, to_pay: 37000, failed: "The account is closed" }),
  aPayable({ id: "claim-3", reference: "33CC-44DD", who: rosa, to_pay: 1500, usual_day: "2100-03-19" }),
];

export const toPayOf = (rows: PayableClaim[]) => ({ body: { today: "2100-03-05", rows } });

export const aPayment = (change: Partial<Payment> = {}): Payment => ({
  id: "payment-1",
  claim_id: "claim-1",
  reference: "7F3A-92BC",
  who: aWho(),
  email: "eleanor@example.org",
  amount: 4230,
  currency: "USD",
  status: "on_its_way",
  expected_on: "2026-03-12",
  paid_on: null,
  paid_reference: "",
  failed_reason: "",
  settled_by: null,
  settled_at: null,
  own: false,
  version: 1,
  ...change,
});

export const paid = (change: Partial<Payment> = {}) =>
  aPayment({
    status: "paid",
    paid_on: "2026-03-12",
    paid_reference: "TR-2041",
    settled_by: "Omar Haddad",
    settled_at: "2026-03-12T15:00:00Z",
    version: 2,
    ...change,
  });

export const failed = (change: Partial<Payment> = {}) =>
  aPayment({
    status: "failed",
    failed_reason: "The account is closed",
    settled_by: "Ines Duarte",
    settled_at: "2026-03-13T15:00:00Z",
    version: 2,
    ...change,
  });

export const secondPayment = (change: Partial<Payment> = {}) =>
  aPayment({ id: "payment-2", claim_id: "claim-2", reference: "11AA-22BB", who: rosa, amount: 37000, ...change });

/** A batch whose counts and sum are those of its rows. */
export function aBatch(rows: Payment[] = [aPayment(), secondPayment()], change: Partial<Batch> = {}): Batch {
  const count = (status: Payment["status"]) => rows.filter((row) => row.status === status).length;
  return {
    id: "batch-1",
    number: 12,
    currency: "USD",
    expected_on: "2026-03-12",
    made_by: "Omar Haddad",
    made_at: "2026-03-06T10:00:00Z",
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    payments: rows.length,
    on_its_way: count("on_its_way"),
    paid: count("paid"),
    failed: count("failed"),
    rows,
    ...change,
  };
}

export const batchesOf = (rows: BatchRow[]) => ({ body: { rows, total: rows.length, page: 1, page_size: 50 } });

export const sums = (change: Partial<Sums> = {}): Sums => ({
  key: "",
  name: "",
  receipt: 20000,
  mileage: 10000,
  none: 1230,
  flat: 10000,
  total: 41230,
  payments: 5,
  reportable: false,
  ...change,
});

export const aYear = (change: Partial<YearTotals> = {}): YearTotals => ({
  currency: "USD",
  digits: 2,
  reportable_from: 60000,
  whole: sums(),
  months: [
    sums({ key: "1", name: "1", total: 10000, payments: 1 }),
    sums({ key: "3", name: "3", total: 31230, payments: 4 }),
  ],
  sites: [sums({ key: "site-1", name: "Bayside" })],
  categories: [sums({ key: "taxi", name: "Taxi", mileage: 0, flat: 0, total: 21230 })],
  participants: [
    sums({ key: "person-1", name: "FH-001 Eleanor Whitfield", flat: 60000, reportable: true }),
    sums({ key: "person-2", name: "FH-002 Rosa Delgado" }),
  ],
  ...change,
});

export const totalsOf = (totals: YearTotals[], change: Partial<Totals> = {}) => ({
  body: { year: 2026, years: [2026, 2025], totals, ...change },
});

/** The head above every page about travel money counts what waits. */
export const COUNTS = {
  "GET /api/staff/claims": {
    body: {
      rows: [],
      total: 0,
      page: 1,
      page_size: 1,
      counts: {
        to_check: 0,
        overdue: 0,
        second_look: 0,
        disputed: 0,
        with_them: 0,
        to_pay: 3,
        on_its_way: 0,
        failed: 0,
      },
    },
  },
};
