import { fireEvent, screen, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { ClaimPanel } from "./ClaimPanel";
import type { Claim } from "./data";
import {
  aClaim,
  aLine,
  aPayment,
  approvedClaim,
  aReceipt,
  aStep,
  aWarning,
  closedTo,
  coordinator,
  driving,
  finance,
  meals,
  monitor,
} from "./testing";

const open = (claim: Claim) => {
  answering({ "GET /api/staff/claims/claim-1": { body: claim } });
  return show(<ClaimPanel id="claim-1" link={(id) => `/staff/claims/${id}?waiting=all`} onClose={() => {}} />);
};
/** The card of a line. */
const line = async (name: string) => (await screen.findByRole("heading", { name, level: 4 })).closest("li") as HTMLElement;

beforeEach(() => atTheDesk(coordinator));

it("says who acts next, and shows each line with what was asked and what the policy pays", async () => {
  const { container } = open(aClaim({ lines: [aLine(), meals({ care_partner: true, note: "Soup for two." }), driving()] }));
  await screen.findByText(/^Nobody has taken it\. Check it by .*2:00\spm\.$/);
  expect((await line("Parking")).textContent).toContain("Asked$52.00Policy pays$40.00");
  const food = await line("Meals");
  expect(food.textContent).toContain("Care partner's costs");
  expect(within(food).getByText("Soup for two.").tagName).toBe("BLOCKQUOTE");
  expect(within(food).getAllByRole("button", { name: /^Receipt \d: look at it$/ })).toHaveLength(2);
  expect((await line("Driving")).textContent).toContain("36.8 miles there and back, $0.725 for each mile");
  expect(screen.getByRole("link", { name: "Open the participant" })).toBeTruthy();
  await accessible(container);
});

it.each<[string, Partial<Claim>, RegExp]>([
  ["overdue", { overdue: true }, /^Nobody has taken it\. It was to be checked by .* Check it now\.$/],
  ["mine", { status: "checking", mine: true }, /^You are checking it\. Decide by /],
  ["a colleague's", { status: "checking", taken_by: "Helen Marsh" }, /^Helen Marsh is checking it, by /],
  [
    "returned",
    { status: "returned", decided_by: "Helen Marsh", decided_at: "2027-01-11T15:00:00Z", note: "Which hotel?" },
    /^Eleanor Whitfield answers next\. Helen Marsh asked on Mon 11 Jan( 2027)?:$/,
  ],
  [
    "waiting for a second look",
    { status: "second_look", approved: 60000, steps: [aStep(), aStep({ new: "second_look", by: "Helen Marsh" })] },
    /^Helen Marsh approved \$600\.00\. Above \$500\.00 a second person looks at it, by /,
  ],
  [
    "approved",
    approvedClaim(),
    /^Helen Marsh approved \$75\.00 on Mon 11 Jan( 2027)?\. Finance pays it next, usually on Fri 15 Jan( 2027)?\.$/,
  ],
  [
    "declined",
    { status: "declined", decided_by: "Helen Marsh", decided_at: "2027-01-11T15:00:00Z" },
    /^Helen Marsh declined it on .* Nothing is paid\.$/,
  ],
  ["on its way", { status: "on_its_way", payments: [aPayment()] }, /^\$75\.00 is on its way and goes out on Fri 15 Jan/],
  [
    "paid",
    { status: "paid", paid: 7500, payments: [aPayment({ status: "paid", paid_on: "2027-01-15", reference: "T-1" })] },
    /^\$75\.00 was paid on Fri 15 Jan( 2027)?\. Nothing is left to do\.$/,
  ],
  ["withdrawn", { status: "withdrawn" }, /^Eleanor Whitfield took it back\./],
])("says who acts next on a claim that is %s", async (_, change, words) => {
  open(aClaim(change));
  expect(await screen.findByText(words)).toBeTruthy();
});

it("puts what is unusual in plain words at the line it is about, with the person's own words", async () => {
  const { container } = open(
    aClaim({
      late_reason: "I was ill.",
      visit: { ...aClaim().visit, status: "missed" },
      lines: [
        aLine({ spent_on: "2027-01-04" }),
        meals({ cut: { kind: "visit", category: null, limit: 150_000 }, receipt_lost: "It got wet.", receipts: [] }),
        driving({ distance: 8000, distance_reason: "The bridge was closed." }),
      ],
      warnings: [
        aWarning({ kind: "not_attended", line_id: null }),
        aWarning({ kind: "late", line_id: null, words: "I was ill." }),
        aWarning({ kind: "off_visit", days: 3 }),
        aWarning({ kind: "over_cap" }),
        aWarning({ kind: "receipt_lost", line_id: "line-2", words: "It got wet." }),
        aWarning({ kind: "over_cap", line_id: "line-2" }),
        aWarning({ kind: "other_distance", line_id: "line-3", words: "The bridge was closed." }),
        aWarning({ kind: "long_distance", line_id: "line-3" }),
      ],
    }),
  );
  const parking = await line("Parking");
  const [whole] = screen.getAllByRole("list", { name: "Look at this twice" });
  expect(whole?.textContent).toContain("The visit is not marked as done. Missed");
  expect(whole?.textContent).toContain("Sent after the last day to claim. The reason:I was ill.");
  expect(parking.textContent).toContain("Paid 3 days before the visit.");
  expect(parking.textContent).toContain("Cut to the cap for Parking: at most $40.00 a day.");
  const food = await line("Meals");
  expect(food.textContent).toContain("There is no receipt. What happened to it:It got wet.");
  expect(food.textContent).toContain("Cut to the cap: at most $1,500.00 a visit, for everything together.");
  const drive = await line("Driving");
  expect(drive.textContent).toContain("Not the usual distance (36.8 miles). The reason:The bridge was closed.");
  expect(drive.textContent).toContain("A long way: 800 miles there and back. See whether it is meant.");
  await accessible(container);
});

it("shows a receipt that came before side by side with its twin, and leads to the other claim", async () => {
  const twin = { receipt_id: "other", claim_id: "claim-9", reference: "D7FF-8285", code: "FH-003" };
  const { container } = open(
    aClaim({ warnings: [aWarning({ kind: "same_receipt", receipt_id: "receipt-1", twin })] }),
  );
  const parking = await line("Parking");
  expect(parking.textContent).toContain("The same receipt came with claim D7FF-8285 of FH-003.");
  const link = within(parking).getByRole("link", { name: "D7FF-8285" });
  expect(link.getAttribute("href")).toBe("/staff/claims/claim-9?waiting=all");
  const pictures = within(within(parking).getByRole("list", { name: "Look at this twice" })).getAllByRole("img");
  expect(pictures.map((picture) => picture.getAttribute("src"))).toEqual([
    "/api/staff/receipts/receipt-1/picture?page=1",
    "/api/staff/receipts/other/picture?page=1",
  ]);
  await accessible(container);
});

it("says no more of another site's claim than that there is one", async () => {
  open(aClaim({ warnings: [aWarning({ kind: "similar_receipt", receipt_id: "receipt-1" })] }));
  const parking = await line("Parking");
  expect(parking.textContent).toContain("Nearly the same picture came with a claim at another site.");
  expect(within(parking).queryByRole("link")).toBeNull();
  expect(within(within(parking).getByRole("list", { name: "Look at this twice" })).queryByRole("img")).toBeNull();
});

it("folds receipts of earlier rounds away, and says how often it was sent", async () => {
  open(aClaim({ round: 2, earlier_receipts: [aReceipt({ id: "old" })] }));
  const summary = await screen.findByText("1 receipt of an earlier round");
  expect(summary.closest("details")?.open).toBe(false);
  expect(screen.getByText("Sent 2 times")).toBeTruthy();
  fireEvent.click(within(summary.closest("details") as HTMLElement).getByRole("button"));
  expect(screen.getByText("Earlier round, receipt 4 of 4")).toBeTruthy();
});

it("puts on top what a person wrote who asked to look again", async () => {
  const disputed = closedTo("another_person", {
    status: "disputed",
    approved: 1500,
    decided_by: "Grace Okafor",
    disputed_at: "2027-01-12T15:00:00Z",
    dispute_note: "The second soup was for my daughter.",
    lines: [aLine({ approved: 1500, decision_reason: "Only your own lunch." })],
    steps: [aStep(), aStep({ new: "disputed", by: "Eleanor Whitfield", note: "The second soup was for my daughter." })],
  });
  const { container } = open(disputed);
  await screen.findByText(/^Eleanor Whitfield wrote on Tue 12 Jan/);
  expect(screen.getAllByText("The second soup was for my daughter.")[0]?.tagName).toBe("BLOCKQUOTE");
  expect(screen.getByText(/Somebody other than Grace Okafor does, by/)).toBeTruthy();
  expect(screen.getByText("You made this decision. A colleague looks at it again.")).toBeTruthy();
  expect((await line("Parking")).textContent).toContain("Why it was changed: Only your own lunch.");
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
  await accessible(container);
});

it("tells its history, the newest first, and its payments", async () => {
  const team = (step: Parameters<typeof aStep>[0]) => aStep({ by: "Helen Marsh", by_team: true, ...step });
  open(
    approvedClaim({
      steps: [
        aStep(),
        team({ new: "checking", at: "2027-01-11T10:00:00Z" }),
        team({ new: "returned", at: "2027-01-11T11:00:00Z", note: "Which hotel?" }),
        aStep({ at: "2027-01-11T12:00:00Z" }),
        team({ new: "sent", at: "2027-01-11T13:00:00Z" }),
        team({ new: "approved", at: "2027-01-11T14:00:00Z" }),
        team({ new: "on_its_way", by: "Omar Haddad", at: "2027-01-12T10:00:00Z" }),
        team({ new: "approved", by: "Omar Haddad", at: "2027-01-13T10:00:00Z", note: "The account is closed." }),
      ],
      payments: [aPayment({ status: "failed", failed_reason: "The account is closed." })],
    }),
  );
  const steps = (await screen.findByRole("heading", { name: "History" })).closest("section") as HTMLElement;
  const told = within(steps).getAllByRole("listitem").map((one) => one.querySelector("p")?.textContent);
  expect(told).toEqual([
    "Payment failed, noted by Omar Haddad",
    "Put into a payment batch by Omar Haddad",
    "Approved by Helen Marsh",
    "Given back by Helen Marsh",
    "Sent again by Eleanor Whitfield",
    "Question asked by Helen Marsh",
    "Taken by Helen Marsh",
    "Sent by Eleanor Whitfield",
  ]);
  expect(within(steps).getByText("Which hotel?")).toBeTruthy();
  expect(screen.getByText(/^Helen Marsh approved .*Finance pays it next\.$/)).toBeTruthy();
  expect(screen.getByText("A payment did not arrive, so finance pays it again. The reason: The account is closed.")).toBeTruthy();
  expect(screen.getByText("failed: The account is closed.", { exact: false })).toBeTruthy();
});

it.each([
  ["a monitor", monitor],
  ["finance", finance],
])("shows %s everything and offers nothing to review", async (_, can) => {
  await atTheDesk(can);
  open(closedTo("own_claim"));
  await line("Parking");
  const names = screen.getAllByRole("button").map((one) => one.getAttribute("aria-label") ?? one.textContent);
  for (const act of ["Take", "Approve", "Ask something", "Decline"]) expect(names).not.toContain(act);
  expect(screen.queryByText(/your own claim/)).toBeNull();
  expect(screen.queryAllByRole("link", { name: "Open the participant" })).toHaveLength(can === monitor ? 1 : 0);
});
