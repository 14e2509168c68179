import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Claim } from "../../api";
import { accessible, show } from "../testing";
import ClaimsPages from "./ClaimsPages";
import { fresh, follow, heading, OFFLINE, press, sent, serving, text, type } from "./harness";
import { aClaim, aLine, aPastVisit, aTravel, decidedClaim, failedClaim, NOW, onItsWayClaim, paidClaim, returnedClaim } from "./testing";

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  stop = await fresh("/travel");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const checking = () =>
  aClaim({ status: "checking", steps: [{ new: "checking", at: "2026-11-19T15:00:00Z", by: "Grace Okafor", by_team: true, note: "" }] });

it.each<[string, Claim, string]>([
  ["sent", aClaim(), "Sent on Wednesday 18 November. The team checks it by Wednesday 25 November. You need do nothing."],
  ["late", aClaim({ check_by: "2026-11-20T22:00:00Z" }), "The team wanted to check it by Friday 20 November and is late."],
  ["sent again", aClaim({ round: 2 }), "Sent again on Wednesday 18 November."],
  ["being checked", checking(), "Grace Okafor is checking it. You need do nothing."],
  ["looked at by a second person", { ...checking(), status: "second_look" }, "Grace Okafor is checking it. You need do nothing."],
  ["returned", returnedClaim(), "The team asks: Is there a second receipt?"],
  ["approved", decidedClaim("approved", { expected_on: "2026-11-27" }), "Approved: $12.50. The money usually goes out on Friday 27 November."],
  ["on its way", onItsWayClaim(), "On its way: $12.50, expected by Friday 27 November."],
  ["not arrived", failedClaim(), "A payment of $12.50 did not arrive. The team sends it again. You need do nothing."],
  ["paid", paidClaim(), "Paid on Friday 20 November: $12.50. Reference ACH-1"],
  ["declined", decidedClaim("declined", { approved: 0, note: "Too far." }), "The team decided on Friday 20 November not to pay this claim.The team says: Too far."],
  ["disputed", aClaim({ status: "disputed", disputed_at: "2026-11-21T15:00:00Z" }), "You asked for another look on Saturday 21 November."],
  ["taken back", aClaim({ status: "withdrawn" }), "You took this claim back on Wednesday 18 November."],
])("says of a claim that is %s where it is and who acts next", async (_name, claim, words) => {
  serving({ claims: [claim] });
  const { container } = show(<ClaimsPages />);
  await waitFor(() => expect(text()).toContain(words));
  await accessible(container);
});

it("shows what needs her first, then what is on its way, what can be claimed, and what is done", async () => {
  const approved = decidedClaim("approved", { id: "b", expected_on: "2026-11-27" });
  serving({ claims: [returnedClaim({ id: "a" }), approved, paidClaim({ id: "c" })], visits: [aPastVisit({ id: "visit-2", label: "Month 9" })] });
  const { container } = show(<ClaimsPages />);
  await heading("Needs you", 2);
  const titles = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  expect(titles).toEqual(["Needs you", "On its way", "Visits you can claim for"]);
  expect(text()).toContain("Money on its way to you: $12.50");
  expect(text()).toContain("Paid to you in 2026: $12.50");
  expect(text()).toContain("1 finished claim");
  expect(screen.getByRole("link", { name: /Month 9: Monitoring visit Tuesday 17.November. Claim until Monday 15.February 2027./ })).toBeTruthy();
  expect(screen.getByRole("link", { name: "What is covered" })).toBeTruthy();
  await accessible(container);
});

it("says kindly that a study pays no travel money, or that there is nothing to claim", async () => {
  serving({ policy: null, visits: [] });
  const { unmount } = show(<ClaimsPages />);
  await heading("This study pays no travel money", 2);
  unmount();
  serving({ visits: [] });
  show(<ClaimsPages />);
  expect(await screen.findByText(/There is no visit to claim for now/)).toBeTruthy();
});

it("shows what was saved, without a connection", async () => {
  serving({ claims: [aClaim()] });
  const { unmount } = show(<ClaimsPages />);
  await heading("On its way", 2);
  unmount();
  serving({}, OFFLINE);
  show(<ClaimsPages />);
  expect(await screen.findByText(/No connection. Showing what was saved/)).toBeTruthy();
  await heading("On its way", 2);
});

it("offers no visit whose last day has passed since the answer was saved", async () => {
  serving({ visits: [aPastVisit({ deadline: "2026-11-23" })] });
  show(<ClaimsPages />);
  expect(await screen.findByText(/There is no visit to claim for now/)).toBeTruthy();
  expect(text()).toContain("The last day was Monday 23 November. You can still send it and say why it is late.");
});

it("shows one claim with its lines, what was changed and why, payments, steps and the number to say", async () => {
  const cut = { kind: "day" as const, category: "parking", limit: 4_000 };
  const lines = [
    aLine({ id: "a", asked: 5_240, allowed: 4_000, cut, approved: 4_000 }),
    aLine({ id: "b", category_name: "Meals", asked: 3_000, allowed: 3_000, approved: 2_000, decision_reason: "One meal was in September.", care_partner: true }),
    aLine({ id: "c", kind: "mileage", category_name: "Driving", asked: 2_175, allowed: 2_175, approved: 2_175, distance: 300, rate: "0.725", distance_reason: "A detour.", receipts: [] }),
    aLine({ id: "d", category_name: "Tolls", receipt_lost: "The machine gave none.", receipts: [] }),
  ];
  serving({ claims: [paidClaim({ lines, approved: 9_425, late_reason: "I was ill.", mine: false, made_by: "Thomas" })] });
  history.replaceState(null, "", "/travel/claims/claim-1");
  const { container } = show(<ClaimsPages />);
  await heading("Claim for Month 6");
  expect(text()).toContain("Parking: the study pays up to $40 a day. $12.40 is over that.");
  expect(text()).toContain("Meals, for the person who came along$30.00");
  expect(text()).toContain("Approved$20.00The team says: One meal was in September.");
  expect(text()).toContain("30 miles");
  expect(text()).toContain("Another distance than usual: A detour.");
  expect(text()).toContain("No receipt: The machine gave none.");
  expect(text()).toContain("Why it is late: I was ill.");
  expect(text()).toContain("$12.50, paid on Friday 20 November. Reference ACH-1");
  expect(text()).toContain("Grace Okafor began to check it");
  expect(text()).toContain("If you call about this claim, say this number: 7F3A-92BC");
  expect(text()).toContain("Sent by Thomas");
  await accessible(container);
  const [small] = screen.getAllByRole("button", { name: "Look at receipt 1" });
  expect(small?.querySelector("img")?.getAttribute("src")).toBe("/api/me/receipts/receipt-1/picture?small=true");
  if (small) fireEvent.click(small);
  const dialog = await screen.findByRole("dialog", { name: "Receipt 1" });
  expect(within(dialog).getByRole("img").getAttribute("src")).toBe("/api/me/receipts/receipt-1/picture?page=1");
  await accessible(container);
});

it("opens a claim that came back with everything filled in, and sends it as the next round", async () => {
  const lines = [aLine(), aLine({ id: "line-2", kind: "mileage", category: "mileage", category_name: "Driving", distance: 246, rate: "0.725", receipts: [] })];
  const calls = serving({ claims: [returnedClaim({ lines })] });
  const { container } = show(<ClaimsPages />);
  await heading("Needs you", 2);
  follow("Look at this claim");
  await heading("Claim for Month 6");
  press("Answer and send again");
  await heading("Your claim for Month 6");
  expect(text()).toContain("The team asksIs there a second receipt?");
  expect(screen.getByRole("link", { name: /Parking \$12.50/ })).toBeTruthy();
  expect(screen.getByRole("link", { name: /Driving \$17.84/ })).toBeTruthy();
  await accessible(container);
  fireEvent.click(screen.getByRole("link", { name: /Parking/ }));
  await heading("Parking");
  follow("Amount $12.50");
  await heading("How much did you pay?");
  type("Amount in USD", "15");
  press("Next");
  await heading("Parking");
  follow("Done");
  await heading("Your claim for Month 6");
  press("Continue to send");
  await heading("Look at your claim");
  press("Send claim again");
  await heading("Sent to your study team");
  expect(sent(calls)).toMatchObject([
    {
      ...{ id: "claim-1", round: 2 },
      lines: [
        { id: "line-1", amount: 1500, receipts: ["receipt-1"] },
        { id: "line-2", amount: null, distance: 246, distance_reason: "" },
      ],
    },
  ]);
  expect(calls.filter(({ path }) => path.startsWith("/api/me/receipts"))).toEqual([]);
});

it("does not ask why an answer to the team is late", async () => {
  vi.setSystemTime(new Date("2027-05-03T15:00:00Z"));
  serving({ claims: [returnedClaim()] });
  history.replaceState(null, "", "/travel/claims/claim-1");
  show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Answer and send again" }));
  await heading("Your claim for Month 6");
  press("Continue to send");
  await heading("Look at your claim");
});

it("goes on with an answer that is begun", async () => {
  serving({ claims: [returnedClaim()] });
  history.replaceState(null, "", "/travel/claims/claim-1");
  const { unmount } = show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Answer and send again" }));
  await heading("Your claim for Month 6");
  unmount();
  history.replaceState(null, "", "/travel/claims/claim-1");
  show(<ClaimsPages />);
  expect(await screen.findByRole("button", { name: "Go on with your answer" })).toBeTruthy();
});

it("takes a claim back after asking", async () => {
  const withdrawn = aClaim({ status: "withdrawn", can: { correct: false, withdraw: false, dispute: false } });
  const WITHDRAW = "POST /api/me/claims/claim-1/withdrawal";
  const calls = serving({ claims: [aClaim()] }, { [WITHDRAW]: { body: withdrawn } });
  history.replaceState(null, "", "/travel/claims/claim-1");
  show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Take this claim back" }));
  expect(calls.some(({ path }) => path.endsWith("withdrawal"))).toBe(false);
  serving({ claims: [withdrawn] }, { [WITHDRAW]: { body: withdrawn } });
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Take it back" }));
  await waitFor(() => expect(text()).toContain("You took this claim back on"));
  expect(screen.queryByRole("button", { name: "Take this claim back" })).toBeNull();
});

it("says that taking back needs a connection, and that nothing changed", async () => {
  serving({ claims: [aClaim()] }, { "POST /api/me/claims/claim-1/withdrawal": "offline" });
  history.replaceState(null, "", "/travel/claims/claim-1");
  show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Take this claim back" }));
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Take it back" }));
  expect(await screen.findByText(/This needs a connection. Nothing was changed./)).toBeTruthy();
});

it("asks once for another look, with a reason", async () => {
  const DISPUTE = "POST /api/me/claims/claim-1/dispute";
  const declined = decidedClaim("declined", { approved: 0, note: "Too far." });
  const disputed = { ...declined, status: "disputed" as const, disputed_at: "2026-11-24T15:00:00Z", dispute_note: "It was not.", can: { correct: false, withdraw: false, dispute: false } };
  const calls = serving({ claims: [declined] }, { [DISPUTE]: { body: disputed } });
  history.replaceState(null, "", "/travel/claims/claim-1");
  const { container } = show(<ClaimsPages />);
  fireEvent.click(await screen.findByRole("link", { name: "I do not agree" }));
  await heading("What should the team look at again?");
  press("Ask for another look");
  expect(await screen.findByText("Say in a few words what is not right.")).toBeTruthy();
  await accessible(container);
  type(/Say what is not right/, " It was not. ");
  press("Ask for another look");
  await heading("Claim for Month 6");
  await waitFor(() => expect(text()).toContain("What should be looked at again: It was not."));
  expect(calls.find(({ path }) => path.endsWith("dispute"))?.body).toEqual({ note: "It was not." });
});

it("says what is covered before the trip, and what a trip by car comes to", async () => {
  serving();
  history.replaceState(null, "", "/travel/covered");
  const { container } = show(<ClaimsPages />);
  await heading("What is covered");
  await heading("Up to how much", 2);
  for (const words of [
    "$0.725 for each mile. The study pays up to $250 a visit.",
    "The study pays up to $40 a day. You need a receipt.",
    "The study pays up to $40 a visit. You need a receipt from $25 on.",
    "Also for one person who comes with you.",
    "$50.00 for each visit.",
    "From home to the site it is 12.3 miles, one way. There and back it comes to $17.84 today.",
    "Send your claim within 90 days after the visit.",
    "Costs from Friday 1 May on are covered",
    "The money usually goes out on Fridays, 3 or more days after",
    "The money comes on your card.",
  ]) {
    expect(text()).toContain(words);
  }
  await accessible(container);
});

it("changes the distance, and says what is wrong with one", async () => {
  const calls = serving({}, { "PUT /api/me/travel/distance": { body: aTravel({ distance: 200 }) } });
  history.replaceState(null, "", "/travel/distance");
  const { container } = show(<ClaimsPages />);
  const field = await screen.findByRole<HTMLInputElement>("textbox", { name: "Miles, one way" });
  expect(field.value).toBe("12.3");
  type("Miles, one way", "far");
  press("Save distance");
  expect(await screen.findByText("Enter the distance in numbers, for example 12.5.")).toBeTruthy();
  type("Miles, one way", "2500.1");
  expect(await screen.findByText("This distance cannot be right. Enter at most 2,500 miles.")).toBeTruthy();
  await accessible(container);
  type("Miles, one way", "20,0");
  serving({ distance: 200 }, { "PUT /api/me/travel/distance": { body: aTravel({ distance: 200 }) } });
  press("Save distance");
  await heading("What is covered");
  expect(text()).toContain("it is 20 miles, one way");
  expect(calls.some(({ method }) => method === "PUT")).toBe(false);
});

it("has a page for an address of nobody's claim, visit or draft", async () => {
  serving();
  history.replaceState(null, "", "/travel/claims/none");
  const { unmount } = show(<ClaimsPages />);
  await heading("This claim is not here", 2);
  unmount();
  history.replaceState(null, "", "/travel/visits/none");
  const { unmount: again } = show(<ClaimsPages />);
  await heading("Travel to this visit is not on the list", 2);
  again();
  history.replaceState(null, "", "/travel/claim/none/review");
  show(<ClaimsPages />);
  expect(await screen.findByText(/This claim is not here/)).toBeTruthy();
});

it("follows a claim in Spanish", async () => {
  stop();
  stop = await fresh("/travel", "es");
  serving({ claims: [aClaim(), paidClaim({ id: "b" }), returnedClaim({ id: "c" })] });
  const { container } = show(<ClaimsPages />);
  await heading("Le toca a usted", 2);
  expect(text()).toContain("Se envió el miércoles, 18 de noviembre. El equipo la revisa a más tardar el miércoles, 25 de noviembre. No tiene que hacer nada.");
  expect(text()).toContain("El equipo pregunta: Is there a second receipt?");
  expect(text()).toContain("Pagada el viernes, 20 de noviembre: $12.50. Referencia ACH-1");
  await accessible(container);
});
