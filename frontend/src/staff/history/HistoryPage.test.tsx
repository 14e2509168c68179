import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { me } from "../session/session";
import { accessible, answering, atTheDesk, show } from "../testing";
import { HistoryPage } from "./HistoryPage";

const ROUTE = "GET /api/staff/history";
const CHOICES = "GET /api/staff/history/choices";

const entry = {
  id: 41,
  number: 41,
  at: "2027-03-10T14:30:05Z",
  by: "Grace Okafor",
  actor: "coordinator",
  action: "changed",
  kind: "visit",
  object_id: "visit-1",
  site_id: "site-1",
  participant_id: "person-1",
  participant: "FH-001",
  before: { status: "planned" },
  after: { status: "booked" },
  reason: "She called",
};
const byPortal = {
  ...entry,
  id: 40,
  number: 40,
  by: "portal: planner",
  actor: "portal: planner",
  action: "planned",
  participant: null,
  participant_id: null,
  reason: "",
};
const choices = {
  people: [{ id: "staff-1", name: "Grace Okafor" }],
  participants: [{ id: "person-1", code: "FH-001" }],
  kinds: ["claim", "visit", "unheard_of"],
};

/** Answers with these entries; the queries that were asked, in their order. */
function answered(rows: unknown[], total = rows.length): string[] {
  answering({ [ROUTE]: { body: { rows, total, page: 1, page_size: 50 } }, [CHOICES]: { body: choices } });
  const asked: string[] = [];
  const answer = fetch;
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    if (url.pathname === "/api/staff/history") asked.push(url.search);
    return answer(request);
  });
  return asked;
}

const open = (address = "/staff/history") => show(<HistoryPage />, address);
const cells = async () => {
  const found = await screen.findByRole("table", { name: "History" });
  return within(found)
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));
};

beforeEach(() => atTheDesk(["history.read", "participants.read"]));

it("tells exactly when, of whom, who in which role, what was before and after, and why", async () => {
  answered([entry, byPortal]);
  const { container } = open();
  const [first, second] = await cells();
  expect(first?.[0]).toMatch(/^Wed 10 Mar 2027, 9:30\sam$/);
  expect(first?.slice(1)).toEqual([
    "FH-001",
    "Grace Okaforcoordinator",
    "Visit changedStatus: To book → BookedWhy: She called",
  ]);
  expect(second?.slice(1, 3)).toEqual(["None", "The portal (planner)"]);
  expect(screen.getByRole("link", { name: "FH-001" }).getAttribute("href")).toBe(
    "/staff/participants/person-1/history",
  );
  expect(screen.getByText("2 entries")).toBeTruthy();
  await accessible(container);
});

it("is narrowed by what one chooses, and the table that one takes away with it", async () => {
  const asked = answered([entry]);
  open();
  await cells();
  fireEvent.change(screen.getByLabelText("Who"), { target: { value: "staff-1" } });
  fireEvent.change(await screen.findByLabelText("What kind"), { target: { value: "visit" } });
  fireEvent.change(await screen.findByLabelText("From"), { target: { value: "2027-03-01" } });
  await waitFor(() =>
    expect(Object.fromEntries(new URLSearchParams(asked.at(-1)))).toMatchObject({
      first: "2027-03-01",
      kind: "visit",
      by: "staff-1",
    }),
  );
  expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
    "/api/staff/history.csv?kind=visit&first=2027-03-01&by=staff-1",
  );
  fireEvent.change(screen.getByLabelText("Who"), { target: { value: "portal" } });
  await waitFor(() => expect(asked.at(-1)).toContain("side=portal"));
  expect(asked.at(-1)).not.toContain("by=");
  fireEvent.click(screen.getByRole("button", { name: /clear/i }));
  await waitFor(() => expect(asked.at(-1)).toBe("?page=1&page_size=50"));
});

it("keeps the pages as they were when the first was shown", async () => {
  answered([entry, byPortal], 120);
  open();
  await cells();
  expect(screen.getByRole("link", { name: "Next" }).getAttribute("href")).toBe("/staff/history?page=2&up_to=41");
});

it("calls a kind that it has no words for by its name", async () => {
  answered([entry]);
  open();
  await cells();
  const kinds = [...screen.getByLabelText("What kind").children].map(({ textContent }) => textContent);
  expect(kinds).toEqual(["Any", "Claim", "Unheard of", "Visit"]);
});

it("says that nothing fits, and that nothing is there at all", async () => {
  answered([]);
  const { unmount } = open("/staff/history?kind=visit");
  expect(await screen.findByText("Nothing like that is in the history")).toBeTruthy();
  unmount();
  open();
  expect(await screen.findByText("Nothing has been changed yet")).toBeTruthy();
});

it("does not lead to records that one may not open", async () => {
  if (me.value) me.value = { ...me.value, can: ["history.read"] };
  answered([entry]);
  open();
  await cells();
  expect(screen.queryByRole("link", { name: "FH-001" })).toBeNull();
});
