import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { announcement } from "../parts/announce";
import { pressed } from "../shell/keys";
import { accessible, answering, atTheDesk, show, stale } from "../testing";
import { paymentRoutes } from "./routes";
import { aBatch, aPayment, batchesOf, COUNTS, failed, paid, secondPayment } from "./testing";

const LIST = "GET /api/staff/payment-batches";
const ONE = `${LIST}/batch-1`;
const PAID = "POST /api/staff/payment-batches/batch-1/paid";
const FAILED = "POST /api/staff/payments/payment-2/failed";

const open = (address = "/staff/claims/payments/batch-1") =>
  show(
    <Router>
      {paymentRoutes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

const panel = () => screen.findByRole("dialog", { name: /^Batch 12/ });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const settled = (rows = [paid(), paid({ ...secondPayment(), ...paidFacts })]) => ({ body: aBatch(rows) });
const paidFacts = { status: "paid", paid_on: "2026-03-12", paid_reference: "TR-2041", settled_by: "Omar Haddad" } as const;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-20T15:00:00Z"), toFake: ["Date"] });
  return atTheDesk(["claims.read", "claims.pay"]);
});
afterEach(() => {
  vi.useRealTimers();
});

it("lists batches with their day, their sum and where their payments stand", async () => {
  const mixed = aBatch([paid(), secondPayment(), failed({ id: "payment-3", amount: 1500 })]);
  answering({ ...COUNTS, [LIST]: batchesOf([mixed, aBatch(undefined, { id: "batch-0", number: 11 })]) });
  const { container } = open("/staff/claims/payments");
  const [, first, second] = await screen.findAllByRole("row");
  for (const words of ["Batch 12", "Thu 12 Mar", "$427.30", "1 on its way", "1 paid", "1 failed", "by Omar Haddad"]) {
    expect(first?.textContent).toContain(words);
  }
  expect(second?.textContent).toContain("2 on their way");
  expect(second?.textContent).not.toContain("failed");
  await accessible(container);
});

it("opens a batch by keys, and closes it on the same page of the list", async () => {
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: { body: aBatch() } });
  open("/staff/claims/payments?page=2");
  await screen.findByRole("link", { name: "Batch 12" });
  const key = (name: string) => pressed(new KeyboardEvent("keydown", { key: name }));
  key("j");
  (document.activeElement as HTMLAnchorElement).click();
  await panel();
  expect(location.pathname + location.search).toBe("/staff/claims/payments/batch-1?page=2");
  key("e");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(location.pathname + location.search).toBe("/staff/claims/payments?page=2");
});

it("shows to whom a batch pays what for which claim, and how to take it along", async () => {
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: { body: aBatch() } });
  const { container } = open();
  const box = await panel();
  expect(box.textContent).toContain("2 payments are on their way. When the money has gone out, mark them as paid.");
  expect(box.textContent).toContain("The day on which it goes out was Thu 12 Mar.");
  expect(within(box).getByRole("link", { name: "7F3A-92BC" }).getAttribute("href")).toBe("/staff/claims/claim-1");
  expect(within(box).queryByRole("link", { name: "FH-001" })).toBeNull();
  expect(within(box).getByRole("link", { name: "CSV for accounting" }).getAttribute("href")).toBe(
    "/api/staff/payment-batches/batch-1/payments.csv",
  );
  expect(within(box).getByText("Batch made with 2 payments")).toBeTruthy();
  await accessible(container);
});

it("marks all as paid with a day and a reference", async () => {
  const calls = answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: [{ body: aBatch() }, settled()], [PAID]: settled() });
  const { container } = open();
  await panel();
  press("Mark all 2 as paid");
  expect(screen.getByText("2 payments, $412.30")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("The money went out on").value).toBe("2026-03-12");
  press("Mark 2 as paid");
  await screen.findByRole("link", { name: "Enter the reference in accounting, for example TR-2041." });
  await accessible(container);
  type("Reference in accounting", " TR-2041 ");
  press("Mark 2 as paid");
  await screen.findByText("All 2 payments are paid.");
  expect(calls.find(({ path }) => path.endsWith("/paid"))?.body).toEqual({
    paid_on: "2026-03-12",
    reference: "TR-2041",
    payments: ["payment-1", "payment-2"],
  });
  expect(announcement.value?.text).toBe("Batch 12: 2 payments are paid.");
  await waitFor(() => expect(screen.queryByRole("button", { name: /as paid$/ })).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe("All 2 payments are paid."));
});

it("marks only those that are chosen", async () => {
  const after = settled([aPayment(), paid({ ...secondPayment(), ...paidFacts })]);
  const calls = answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: [{ body: aBatch() }, after], [PAID]: after });
  open();
  await panel();
  fireEvent.click(screen.getByRole("checkbox", { name: "Choose Rosa Delgado, 11AA-22BB" }));
  press("Mark 1 as paid");
  expect(screen.getByText("1 payment, $370.00")).toBeTruthy();
  type("Reference in accounting", "TR-2041");
  press("Mark 1 as paid");
  await screen.findByText(/^1 payment is on its way\./);
  expect(calls.find(({ path }) => path.endsWith("/paid"))?.body).toMatchObject({ payments: ["payment-2"] });
});

it("says so when a colleague had settled some of them meanwhile", async () => {
  const after = settled([paid(), paid({ ...secondPayment(), ...paidFacts, paid_reference: "TR-1" })]);
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: [{ body: aBatch() }, after], [PAID]: after });
  open();
  await panel();
  press("Mark all 2 as paid");
  type("Reference in accounting", "TR-2041");
  press("Mark 2 as paid");
  await waitFor(() =>
    expect(announcement.value?.text).toBe(
      "Batch 12: 1 payment is paid. 1 payment had been settled by a colleague meanwhile and stayed as it was. See the history.",
    ),
  );
});

it("shows a refusal of the server at its field", async () => {
  const title = "15 March is still to come.";
  const refusal = { code: "paid_ahead", title: "Not saved", status: 422, errors: [{ field: "paid_on", message: title }] };
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: { body: aBatch() }, [PAID]: { status: 422, body: refusal } });
  open();
  await panel();
  press("Mark all 2 as paid");
  type("Reference in accounting", "TR-2041");
  press("Mark 2 as paid");
  await screen.findByRole("link", { name: title });
  expect(screen.getByLabelText<HTMLInputElement>("Reference in accounting").value).toBe("TR-2041");
});

it("says that one payment failed, with why, on the version that was read", async () => {
  const after = { body: aBatch([aPayment(), failed({ ...secondPayment(), ...failedFacts })]) };
  const calls = answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: [{ body: aBatch() }, after], [FAILED]: after });
  const { container } = open();
  await panel();
  press(/^Mark as failed.*11AA-22BB, Rosa Delgado$/);
  press("Save as failed");
  await screen.findByRole("link", { name: "Say in a few words why the payment failed." });
  await accessible(container);
  type("Why it failed", "The account is closed ");
  press("Save as failed");
  await screen.findByText("11AA-22BB failed: The account is closed");
  expect(calls.find(({ path }) => path.endsWith("/failed"))?.body).toEqual({
    version: 1,
    reason: "The account is closed",
  });
  expect((await panel()).textContent).toContain("1 payment failed: its claim went back to be paid again.");
});

const failedFacts = {
  status: "failed",
  failed_reason: "The account is closed",
  settled_by: "Omar Haddad",
  settled_at: "2026-03-13T15:00:00Z",
} as const;

it("overwrites nothing when a colleague was faster, and lets one decide", async () => {
  const hers = aBatch([aPayment(), paid({ ...secondPayment(), ...paidFacts, settled_by: "Ines Duarte", version: 2 })]);
  const after = { body: aBatch([aPayment(), failed({ ...secondPayment(), ...failedFacts, paid_on: "2026-03-12" })]) };
  const calls = answering({
    ...COUNTS,
    [LIST]: batchesOf([aBatch()]),
    [ONE]: [{ body: aBatch() }, { body: hers }, after],
    [FAILED]: [stale, after],
  });
  const { container } = open();
  await panel();
  press(/^Mark as failed.*11AA/);
  type("Why it failed", "Account closed");
  press("Save as failed");
  await screen.findByText("Ines Duarte changed this meanwhile");
  expect(screen.getByRole("row", { name: "Status Paid Failed: Account closed" })).toBeTruthy();
  await accessible(container);
  press("Apply mine again");
  await screen.findByText("11AA-22BB was paid on 12 Mar, and came back: The account is closed");
  expect(calls.filter(({ path }) => path.endsWith("/failed")).map(({ body }) => body)).toEqual([
    { version: 1, reason: "Account closed" },
    { version: 2, reason: "Account closed" },
  ]);
});

it("lets money that came back fail, and says on which day it was paid", async () => {
  const batch = aBatch([paid()]);
  answering({ ...COUNTS, [LIST]: batchesOf([batch]), [ONE]: { body: batch } });
  open();
  await panel();
  press(/^Mark as failed.*7F3A/);
  expect(screen.getByText("It was paid on Thu 12 Mar. Save this if the money came back.")).toBeTruthy();
});

it("tells who settled what, the latest first, together what was said together", async () => {
  const rows = [
    paid(),
    paid({ ...secondPayment(), ...paidFacts, settled_at: "2026-03-12T15:00:00Z" }),
    failed({ id: "payment-3", reference: "33CC-44DD" }),
  ];
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch(rows)]), [ONE]: { body: aBatch(rows) } });
  open();
  const history = within(await panel()).getByRole("heading", { name: "History" }).closest("section");
  const lines = [...(history?.querySelectorAll("li > p:first-child") ?? [])].map((line) => line.textContent);
  expect(lines).toEqual([
    "33CC-44DD failed: The account is closed",
    "2 payments paid: 7F3A-92BC and 11AA-22BB",
    "Batch made with 3 payments",
  ]);
});

it("settles nothing of a claim of one's own, and says why", async () => {
  const batch = aBatch([aPayment({ own: true }), secondPayment()]);
  const calls = answering({ ...COUNTS, [LIST]: batchesOf([batch]), [ONE]: { body: batch }, [PAID]: settled() });
  open();
  const box = await panel();
  expect(within(box).getByText("Your own claim: a colleague settles it.")).toBeTruthy();
  expect(within(box).queryByRole("button", { name: /failed.*7F3A/ })).toBeNull();
  press("Mark 1 as paid");
  type("Reference in accounting", "TR-2041");
  press("Mark 1 as paid");
  await waitFor(() => expect(calls.some(({ path }) => path.endsWith("/paid"))).toBe(true));
  expect(calls.find(({ path }) => path.endsWith("/paid"))?.body).toMatchObject({ payments: ["payment-2"] });
});

it("offers whoever only reads the sheet, and leads to the participant where she may go", async () => {
  await atTheDesk(["claims.read", "participants.read"]);
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch()]), [ONE]: { body: aBatch() } });
  open();
  const box = await panel();
  expect(box.textContent).toContain("When the money has gone out, finance marks them as paid.");
  expect(within(box).getAllByRole("button").map((one) => one.textContent)).toEqual(["", "Print"]);
  expect(within(box).queryByRole("checkbox")).toBeNull();
  expect(within(box).queryByRole("link", { name: "CSV for accounting" })).toBeNull();
  expect(within(box).getByRole("link", { name: "FH-001" }).getAttribute("href")).toBe("/staff/participants/person-1");
});

it("prints a sheet with number, day, rows, total and two lines to sign, apart from the desk", async () => {
  const rows = [paid(), failed({ ...secondPayment(), ...failedFacts }), aPayment({ id: "payment-3", amount: 1500 })];
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch(rows)]), [ONE]: { body: aBatch(rows) } });
  const { unmount } = open();
  await panel();
  const printed = vi.fn();
  vi.stubGlobal("print", printed);
  press("Print");
  expect(printed).toHaveBeenCalledOnce();
  const sheet = document.querySelector<HTMLElement>("body > [data-sheet]");
  expect(sheet?.querySelector("h1")?.textContent).toBe("Travel money, batch 12");
  expect(sheet?.textContent).toMatch(/Goes out onThursday 12\sMarch 2026/);
  expect(sheet?.textContent).toMatch(/MadeFriday 6\sMarch 2026, by Omar Haddad/);
  const lines = [...(sheet?.querySelectorAll("tbody tr") ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(lines).toEqual([
    ["1", "FH-001", "Eleanor Whitfield", "7F3A-92BC", "Paid, 2026-03-12, TR-2041", "$42.30"],
    ["2", "FH-002", "Rosa Delgado", "11AA-22BB", "Failed, The account is closed", "$370.00"],
    ["3", "FH-001", "Eleanor Whitfield", "7F3A-92BC", "On its way", "$15.00"],
    ["Total, 3 payments", "$427.30"],
    ["Of which failed, 1 payment", "$370.00"],
  ]);
  expect(sheet?.textContent).toContain("SiteBayside");
  expect(sheet?.textContent).toContain("Prepared by");
  expect(sheet?.textContent).toContain("Approved by");
  expect(sheet?.querySelector("nav, button, a")).toBeNull();
  unmount();
  expect(document.querySelector("[data-sheet]")).toBeNull();
});

it("names the site of each payment on the sheet where there are several", async () => {
  const { who } = secondPayment();
  const there = { ...who, site: { ...who.site, id: "site-2", name: "Harbor" } };
  const rows = [aPayment(), secondPayment({ who: there })];
  answering({ ...COUNTS, [LIST]: batchesOf([aBatch(rows)]), [ONE]: { body: aBatch(rows) } });
  open();
  await panel();
  const cells = [...document.querySelectorAll("[data-sheet] tbody tr")].map((row) => row.children[3]?.textContent);
  expect(cells).toEqual(["Bayside", "Harbor", undefined]);
});
