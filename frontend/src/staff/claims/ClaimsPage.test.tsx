import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show, watching } from "../testing";
import { me } from "../session/session";
import { ClaimsPage } from "./ClaimsPage";
import { claims } from "./data";
import { aClaim, aRow, coordinator, counts, finance, listOf } from "./testing";

const LIST = "GET /api/staff/claims";
const ONE = "GET /api/staff/claims/claim-1";

const open = (address: string) =>
  show(
    <Router>
      <Route path="/staff/claims/:id?" component={ClaimsPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(coordinator));

it("says whose claim it is, what is asked and paid, by when somebody looks, and who has it", async () => {
  const late = aRow({ id: "claim-2", overdue: true, taken_by: "Helen Marsh", status: "checking", allowed: 8700 });
  answering({ [LIST]: listOf([late, aRow(), aRow({ id: "claim-3", status: "returned" })]) });
  const { container } = open("/staff/claims");
  const [, one, two, three] = await screen.findAllByRole("row");
  expect(one?.textContent).toMatch(/Overdue since Thu 14 Jan( 2027)?, 2:00\spm/);
  expect(one?.textContent).toContain("Helen Marsh");
  expect(one?.textContent).toContain("Being checked");
  const cells = within(two as HTMLElement).getAllByRole("cell").map(({ textContent }) => textContent);
  expect(cells[0]).toMatch(/^Month 6, Thu 7 Jan( 2027)?$/);
  expect(cells.slice(2, 5)).toEqual(["$87.00", "$75.00", "3"]);
  expect(cells.slice(6)[0]).toBe("Nobody");
  expect(three?.textContent).not.toContain("Overdue");
  expect(within(three as HTMLElement).getAllByRole("cell", { name: "Eleanor Whitfield" })).toHaveLength(1);
  await accessible(container);
});

it("leads from each number to its list, and is silent about lists where nothing waits", async () => {
  answering({ [LIST]: listOf([aRow()]) });
  open("/staff/claims");
  const numbers = within(await screen.findByRole("list", { name: "What waits" })).getAllByRole("link");
  expect(numbers.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["4 to check", "/staff/claims"],
    ["1 overdue", "/staff/claims?waiting=overdue"],
    ["1 for a second look", "/staff/claims?waiting=second_look"],
    ["2 wait for an answer", "/staff/claims?waiting=with_them"],
    ["1 not arrived", "/staff/claims/to-pay"],
  ]);
  expect(screen.getByRole("link", { name: "To pay 5" }).getAttribute("href")).toBe("/staff/claims/to-pay");
});

it("asks for the claims that the address names, and says why a list is empty", async () => {
  answering({ [LIST]: listOf([]) });
  const asked = watching();
  open("/staff/claims?waiting=mine&page=2");
  await screen.findByText("You are checking no claim");
  expect(asked[0]).toContain("waiting=mine&page=2");
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "done" } });
  await screen.findByText("No claim is done yet");
  expect(location.search).toBe("?waiting=done");
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  await screen.findByText("No claim waits to be checked");
  expect(location.search).toBe("");
});

it("filters by site only where there are several", async () => {
  answering({ [LIST]: listOf([aRow()]) });
  const asked = watching();
  const one = open("/staff/claims");
  await screen.findAllByRole("row");
  expect(screen.queryByLabelText("Site")).toBeNull();
  one.unmount();
  const sites = me.value?.sites ?? [];
  if (me.value) me.value = { ...me.value, sites: [...sites, { ...sites[0], id: "site-2", name: "Harbor" } as never] };
  open("/staff/claims");
  fireEvent.change(await screen.findByLabelText("Site"), { target: { value: "site-2" } });
  await waitFor(() => expect(asked.at(-1)).toContain("site=site-2"));
  expect(location.search).toBe("?site=site-2");
});

it("shows what was approved and by whom in lists of what is decided", async () => {
  answering({ [LIST]: listOf([aRow({ status: "paid", approved: 7000, decided_by: "Helen Marsh" })]) });
  open("/staff/claims?waiting=done");
  const [head, row] = await screen.findAllByRole("row");
  expect(head?.textContent).toContain("ApprovedReceiptsDecided by");
  expect(row?.textContent).toContain("$70.00");
  expect(row?.textContent).toContain("Helen Marsh");
});

it("saves all claims and all lines as tables", async () => {
  answering({ [LIST]: listOf([aRow()]) });
  open("/staff/claims");
  const csv = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
  await screen.findAllByRole("row");
  expect([csv("Claims as CSV"), csv("Lines as CSV")]).toEqual(["/api/staff/claims.csv", "/api/staff/claim-lines.csv"]);
});

it("opens a claim beside the list and keeps the list as it was when the claim closes", async () => {
  answering({ [LIST]: listOf([aRow()]), [ONE]: { body: aClaim() } });
  open("/staff/claims?waiting=all");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  await screen.findByRole("dialog", { name: "1A81-08B7 · FH-001 · Eleanor Whitfield" });
  expect(location.pathname + location.search).toBe("/staff/claims/claim-1?waiting=all");
  fireEvent.click(screen.getByRole("button", { name: "Close panel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(location.pathname + location.search).toBe("/staff/claims?waiting=all");
});

it("counts in the rail what waits to be checked, and for finance what waits to be paid", async () => {
  answering({ [LIST]: listOf([]) });
  expect(await claims.waits()).toEqual({ n: 4, late: true });
  await atTheDesk(finance);
  expect(await claims.waits()).toEqual({ n: 5, late: false });
  await atTheDesk(coordinator);
  answering({ [LIST]: listOf([], { ...counts, overdue: 0 }) });
  expect(await claims.waits()).toEqual({ n: 4, late: false });
});
