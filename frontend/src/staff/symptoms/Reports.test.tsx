import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { symptoms } from "./feature";
import { aHistory, anAlert, aReport, aReportRow, listOf } from "./testing";

const ALERTS = "GET /api/staff/alerts";
const LIST = "GET /api/staff/check-ins/reports";
const HISTORY = "GET /api/staff/participants/person-1/check-ins";
const READ = "POST /api/staff/check-ins/reports/report-1/read";
const page = (rows: object[]) => ({ body: { rows, total: rows.length, page: 1, page_size: 50 } });

const open = (address: string) =>
  show(
    <Router>
      {symptoms.routes.map(({ path, page: shown }) => (
        <Route key={path} path={path} component={shown} />
      ))}
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(["check_ins.read", "check_ins.write"]));

it("lists what nobody has read, with what was above none and by when somebody reads it", async () => {
  const long = "word ".repeat(40).trim();
  const late = aReportRow({ id: "report-2", above: [], note: long, read_within: "2020-01-02T20:00:00Z" });
  answering({ [ALERTS]: listOf([]), [LIST]: page([late, aReportRow({ alert_id: "alert-1", can_wait: false })]) });
  const { container } = open("/staff/alerts/reports");
  const [, first, second] = await screen.findAllByRole("row");
  expect(first?.textContent).toContain("None");
  expect(first?.textContent).toContain("word …");
  expect(first?.textContent).not.toContain(long);
  expect(first?.textContent).toMatch(/Overdue since Thu 2 Jan 2020, 3:00\spm/);
  expect(second?.textContent).toContain("Pain: Strong");
  expect(second?.textContent).toContain("Has an alert");
  expect(second?.textContent).toContain("Cannot wait");
  expect(screen.getByRole("link", { name: "Save as CSV" }).getAttribute("href")).toBe(
    "/api/staff/check-ins/reports.csv",
  );
  expect(screen.getByRole("link", { name: "Data dictionary" }).hasAttribute("download")).toBe(true);
  await accessible(container);
});

it("shows all answers in words beside those before, and marks the report as read", async () => {
  const read = aReport({ read_by: "Grace Okafor", read_at: "2027-01-10T16:00:00Z", read_within: null });
  const { reports } = aHistory();
  const calls = answering({
    [ALERTS]: listOf([]),
    [LIST]: [page([aReportRow()]), page([])],
    [HISTORY]: [{ body: aHistory() }, { body: aHistory({ reports: [read, ...reports.slice(1)] }) }],
    [READ]: { body: aReportRow() },
  });
  const { container } = open("/staff/alerts/reports");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  const panel = await screen.findByRole("dialog", { name: "FH-001 · Eleanor Whitfield" });
  const cells = within(panel)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells).toEqual([
    ["Question", "Now", "Before"],
    ["PainHow strong was the pain?", "Strongworse", "None"],
    ["PainDid pain get in the way?", "A littleworse", "Not at all"],
    ["CoughHow strong was it?", "None", "Skipped"],
  ]);
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Mark as read" }));
  await screen.findByText(/^Read by Grace Okafor, /);
  await screen.findByText("Every report is read");
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({});
});

it("puts the alert of a report before its reading", async () => {
  answering({
    [ALERTS]: listOf([]),
    [LIST]: page([]),
    [HISTORY]: { body: aHistory({ alerts: [anAlert()] }) },
  });
  open("/staff/alerts/reports/person-1/report-1");
  await screen.findByText(/Its alert comes first/);
  expect(screen.getByRole("link", { name: "Open the alert" }).getAttribute("href")).toBe("/staff/alerts/alert-1");
});

it("says so where a report is not there, and shows all reports where the address asks for them", async () => {
  answering({ [ALERTS]: listOf([]), [LIST]: page([]), [HISTORY]: { body: aHistory({ reports: [] }) } });
  open("/staff/alerts/reports/person-1/report-1?unread=false");
  await screen.findByText("This report is not here");
  await waitFor(() => expect(screen.getByText("No report came yet")).toBeTruthy());
  expect(screen.getByLabelText<HTMLSelectElement>("Show").value).toBe("false");
});

it("lets somebody who only reads mark nothing", async () => {
  await atTheDesk(["check_ins.read"]);
  answering({ [ALERTS]: listOf([]), [LIST]: page([]), [HISTORY]: { body: aHistory() } });
  open("/staff/alerts/reports/person-1/report-1");
  await screen.findByText("It began at night.");
  expect(screen.queryByRole("button", { name: "Mark as read" })).toBeNull();
});
