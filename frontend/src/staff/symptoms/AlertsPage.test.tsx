import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { symptoms } from "./feature";
import { aReason, anAlert, aWho, counts, listOf, myAlert } from "./testing";

const LIST = "GET /api/staff/alerts";
const DETAIL = "GET /api/staff/alerts/alert-1";

const open = (address: string) =>
  show(
    <Router>
      {symptoms.routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(["check_ins.read", "check_ins.write", "participants.read"]));

it("keeps the order of the server, and says in words how soon somebody looks", async () => {
  const first = anAlert({
    id: "alert-2",
    who: aWho({ code: "FH-009" }),
    urgency: "call_now",
    reasons: [
      aReason({ urgency: "call_now", said: "Very strong" }),
      aReason({ rule: "worse" }),
      aReason({ symptom: "Cough", before: null }),
      aReason({ symptom: "Nausea", ask: null, said: "3", before: null }),
    ],
    can_wait: false,
    overdue: true,
  });
  answering({ [LIST]: listOf([first, anAlert(), anAlert({ id: "alert-3", urgency: "routine", reasons: [] })]) });
  const { container } = open("/staff/alerts");
  const [, one, two, three] = await screen.findAllByRole("row");
  expect(one?.textContent).toContain("Call now");
  expect(one?.textContent).toContain("Pain: Very strong (before: Light)");
  expect(one?.textContent).toContain("+2 more");
  expect(one?.textContent).toContain("Cannot wait");
  expect(one?.textContent).toMatch(/Overdue since Sun 10 Jan( 2027)?, 3:40\spm/);
  expect(two?.textContent).toContain("Urgent");
  expect(two?.textContent).not.toContain("Cannot wait");
  expect(three?.textContent).toContain("Routine");
  await accessible(container);
});

it("leads from each number to its list", async () => {
  answering({ [LIST]: listOf([anAlert()]) });
  open("/staff/alerts");
  const numbers = within(await screen.findByRole("list", { name: "What waits" })).getAllByRole("link");
  expect(numbers.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["3 open", "/staff/alerts"],
    ["1 overdue", "/staff/alerts?waiting=overdue"],
    ["4 to read", "/staff/alerts/reports"],
    ["2 not reported", "/staff/alerts/missed"],
    ["1 h 40 min median time to close", "/staff/alerts?waiting=closed"],
  ]);
});

it("asks for the alerts that the address names, and says why a list is empty", async () => {
  const asked: string[] = [];
  answering({ [LIST]: listOf([], { ...counts, minutes_to_close: null }) });
  const fetched = globalThis.fetch;
  globalThis.fetch = (request) => {
    asked.push(new URL((request as Request).url).search);
    return fetched(request);
  };
  open("/staff/alerts?waiting=mine");
  await screen.findByText("You have no alert");
  expect(asked[0]).toContain("waiting=mine");
  expect(screen.getByText("no time yet")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "closed" } });
  await screen.findByText("No alert was closed yet");
  expect(location.search).toBe("?waiting=closed");
});

it("opens a row beside the list, with everything that was said and how to call", async () => {
  answering({ [LIST]: listOf([anAlert()]), [DETAIL]: { body: anAlert() } });
  const { container } = open("/staff/alerts?waiting=mine");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  const panel = await screen.findByRole("dialog", { name: "FH-001 · Eleanor Whitfield" });
  expect(within(panel).getByRole("link", { name: "+1 305 555 0141" }).getAttribute("href")).toBe("tel:+13055550141");
  expect(panel.textContent).toMatch(/Nobody has taken it\. Take it by .*3:40\spm\./);
  expect(within(panel).getByText("At its worst, how strong was the pain?")).toBeTruthy();
  expect(within(panel).getByText("It began at night.").tagName).toBe("BLOCKQUOTE");
  expect(within(panel).getByRole("link", { name: "Read the whole report" }).getAttribute("href")).toBe(
    "/staff/alerts/reports/person-1/report-1",
  );
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Close panel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(location.pathname + location.search).toBe("/staff/alerts?waiting=mine");
});

it("says who has it, and after closing by whom and how", async () => {
  const closed = myAlert({
    status: "closed",
    outcome: "visit_booked",
    outcome_note: "Comes on Monday.",
    closed_by: "Helen Marsh",
    closed_at: "2027-01-10T18:00:00Z",
    mine: false,
  });
  answering({ [LIST]: listOf([closed]), [DETAIL]: { body: closed } });
  open("/staff/alerts/alert-1?waiting=closed");
  await screen.findByText(/^Closed by Helen Marsh, .*1:00\spm: Visit booked\.$/);
  expect(screen.getByText("Comes on Monday.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Take over" })).toBeNull();
});

it("offers nothing to do to somebody who only reads", async () => {
  await atTheDesk(["check_ins.read"]);
  answering({ [LIST]: listOf([anAlert()]), [DETAIL]: { body: anAlert() } });
  open("/staff/alerts/alert-1");
  await screen.findByText("It began at night.");
  const buttons = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(buttons).toEqual(["Close panel"]);
  expect(screen.queryByRole("link", { name: "Open the participant" })).toBeNull();
});
