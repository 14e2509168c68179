import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Report, ReportHistory, VisitMark } from "../../api";
import { loadSymptoms, speakLanguage } from "../../i18n";
import { wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { BottomBar } from "../app/BottomBar";
import { help, today } from "../data/answers";
import { forgetAll } from "../data/resource";
import { TodayPage } from "../today/TodayPage";
import { accessible, aHelp, answering, aToday, inside, planned, show } from "../testing";
import CheckInPages from "./CheckInPages";
import { courseOf, linesOf, symptomsOf } from "./course";
import { checkIns } from "./data";
import { aHistory, anAlert, aReport, someCheckIns } from "./testing";

const text = () => document.body.textContent.replace(/\u00a0/g, " ");
const serving = (history: ReportHistory) =>
  answering({
    "GET /api/me/check-ins": { body: someCheckIns() },
    "GET /api/me/check-ins/reports": { body: history },
    "GET /api/me/help": { body: aHelp() },
  });

function open(path: string, found: ReportHistory = aHistory()) {
  serving(found);
  history.replaceState(null, "", path);
  return show(<CheckInPages />);
}

const on = (day: string, answers: Report["answers"]) => aReport({ id: day, answered_at: `${day}T15:00:00Z`, answers });
const VISIT: VisitMark = { day: "2026-10-20", name: "Month 6" };

/** Pain was there, then not, then skipped, then there; nothing else. */
const FOUR = aHistory({
  reports: [
    on("2026-11-20", { "pain.frequency": 3, "pain.severity": 2, "cough.severity": 0, "lump.presence": 0 }),
    on("2026-11-13", { "pain.frequency": null, "cough.severity": 0, "lump.presence": 0 }),
    on("2026-11-06", { "pain.frequency": 0, "cough.severity": null, "lump.presence": 0 }),
    on("2026-10-16", { "pain.frequency": 1, "pain.severity": 4, "cough.severity": 0, "lump.presence": 0 }),
  ],
  visits: [VISIT, { day: "2026-09-01", name: "Month 3" }],
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T15:00:00Z") });
  await wipeOutbox();
  await wipe();
  forgetAll();
  await inside("en");
  await loadSymptoms();
});

afterEach(() => {
  vi.useRealTimers();
});

it.each<[string, Partial<Report>]>([
  ["The team reads it by Tuesday 24 November, 8:00 pm.", {}],
  ["Your study team has it.", { read_within: null }],
  ["Read by Grace Okafor on Friday 20 November.", { read_by: "Grace Okafor", read_at: "2026-11-20T18:00:00Z" }],
  ["Your study team looks at it by Tuesday 24 November, 3:00 pm.", { alert: anAlert() }],
  ["Grace Okafor has it and will contact you.", { alert: anAlert({ status: "taken", taken_by: "Grace Okafor" }) }],
  ["The team reached you on Monday 23 November.", { alert: anAlert({ status: "contacted", taken_by: "Grace", reached_at: "2026-11-23T09:00:00Z" }) }],
  [
    "The team reached you on Monday 23 November. Closed.",
    { alert: anAlert({ status: "closed", taken_by: "Grace", reached_at: "2026-11-23T09:00:00Z", closed_at: "2026-11-24T09:00:00Z" }) },
  ],
  ["The team closed it on Tuesday 24 November.", { alert: anAlert({ status: "closed", closed_at: "2026-11-24T09:00:00Z" }) }],
  ["You told it to Grace Okafor by phone", { source: "phone", entered_by: "Grace Okafor" }],
  ["Sent by you", {}],
])("says “%s”", async (words, change) => {
  open("/check-in/reports", aHistory({ reports: [aReport(change)] }));
  await screen.findByRole("link", { name: /^Friday 20/ });
  expect(text()).toContain(words);
});

it("shows the reports, the newest first, and a chart and a table for each symptom", async () => {
  const { container } = open("/check-in/reports", FOUR);
  await screen.findByRole("heading", { name: "Your answers over time" });
  const days = screen.getAllByRole("listitem").map((row) => row.querySelector("strong")?.textContent.replace(/\u00a0/g, " "));
  expect(days).toEqual(["Friday 20 November", "Friday 13 November", "Friday 6 November", "Friday 16 October"]);
  const chart = screen.getByRole("img", { name: /^How often did you have pain/ });
  expect(chart.getAttribute("aria-label")?.replace(/\u00a0/g, " ")).toBe(
    "How often did you have pain? 3 answers from Friday 16 October to Friday 20 November. " +
      "Lowest: Never. Highest: Often. Last: Often. 1 visit is marked.",
  );
  expect(chart.querySelectorAll("circle")).toHaveLength(3);
  await accessible(container);
});

it("has in the table what is in the chart, visits too", async () => {
  open("/check-in/reports", FOUR);
  await screen.findByRole("heading", { name: "Pain" });
  const table = document.querySelector<HTMLTableElement>("[aria-labelledby='symptom-pain'] table");
  const rows = [...(table?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\u00a0/g, " ")));
  expect(rows).toEqual([
    ["Day", "How often", "How strong"],
    ["Friday 16 October", "Once or twice", "Very strong"],
    ["Tuesday 20 October", "Visit: Month 6"],
    ["Friday 6 November", "Never", "Not asked"],
    ["Friday 13 November", "Skipped", "Not asked"],
    ["Friday 20 November", "Often", "Medium"],
  ]);
  const [scale] = symptomsOf(FOUR)[0]?.scales ?? [];
  const points = scale ? courseOf(FOUR, scale).pieces.flat() : [];
  expect(points.map(({ value }) => scale?.labels[value])).toEqual(["Once or twice", "Never", "Often"]);
});

it("draws no line across a question that was skipped or not asked", () => {
  const [pain] = symptomsOf(FOUR);
  const pieces = (at: number) => {
    const scale = pain?.scales[at];
    return scale ? courseOf(FOUR, scale).pieces.map((piece) => piece.map(({ value }) => value)) : [];
  };
  expect(pieces(0)).toEqual([[1, 0], [3]]);
  expect(pieces(1)).toEqual([[4], [2]]);
});

it("places reports and visits in time, and leaves out visits before the first report", () => {
  const [scale] = FOUR.scales;
  const course = scale && courseOf(FOUR, scale);
  expect(course?.pieces.flat().map(({ at }) => Math.round(at * 100))).toEqual([0, 60, 100]);
  expect(course?.visits.map(({ mark }) => mark)).toEqual([VISIT]);
  expect(linesOf(FOUR)).toHaveLength(5);
  expect(linesOf(aHistory({ reports: [], visits: [VISIT] }))).toEqual([]);
});

it("shows a single report in the middle of its chart", () => {
  const one = aHistory();
  const [scale] = one.scales;
  expect(scale && courseOf(one, scale).pieces.flat()[0]?.at).toBe(0.5);
});

it("folds away the symptoms that were not reported", async () => {
  open("/check-in/reports", FOUR);
  const fold = await screen.findByText("2 symptoms you did not report");
  const part = fold.closest("details");
  expect(part?.open).toBe(false);
  expect(part?.querySelectorAll("h3")).toHaveLength(2);
});

it("unfolds everything for paper, and folds it again", async () => {
  open("/check-in/reports", FOUR);
  const print = vi.fn();
  vi.stubGlobal("print", print);
  fireEvent.click(await screen.findByRole("button", { name: "Print for the doctor" }));
  expect(print).toHaveBeenCalledOnce();
  const unfolded = () => [...document.querySelectorAll("details")].filter((part) => part.open).length;
  await waitFor(() => {
    window.dispatchEvent(new Event("beforeprint"));
    expect(unfolded()).toBe(document.querySelectorAll("details").length);
  });
  window.dispatchEvent(new Event("afterprint"));
  expect(unfolded()).toBe(0);
  expect(text()).toContain("Check-ins of Eleanor Whitfield. Printed on Tuesday 24 November.");
});

it("folds away all but the five newest reports", async () => {
  const seven = [1, 2, 3, 4, 5, 6, 7].map((day) => on(`2026-11-0${8 - day}`, {}));
  open("/check-in/reports", aHistory({ reports: seven }));
  const fold = (await screen.findByText("2 older reports")).closest("details");
  expect(fold?.querySelectorAll("li")).toHaveLength(2);
  expect(fold?.previousElementSibling?.querySelectorAll("li")).toHaveLength(5);
});

it("has her notes on paper", async () => {
  open("/check-in/reports", aHistory({ reports: [aReport({ note: "My knee hurts." })] }));
  expect(await screen.findByText(/My knee hurts/)).toBeTruthy();
});

it("says kindly that there is no report yet", async () => {
  const { container } = open("/check-in/reports", aHistory({ reports: [], scales: [] }));
  expect(await screen.findByText(/You have sent no report yet/)).toBeTruthy();
  await accessible(container);
});

it("shows one report in words", async () => {
  const report = aReport({ note: "My knee hurts.", can_wait: false, read_by: "Grace Okafor", read_at: "2026-11-20T18:00:00Z" });
  const { container } = open("/check-in/reports/report-1", aHistory({ reports: [report] }));
  await screen.findByRole("heading", { level: 1, name: /Friday 20/ });
  const answer = (asked: string) => within(screen.getByText(asked).parentElement ?? document.body).getByRole("definition").textContent;
  expect(answer("How often did you have pain?")).toBe("Now and then");
  expect(answer("Did you find a new lump?")).toBe("Skipped");
  expect(screen.getByRole("heading", { name: "Your note" }).nextElementSibling?.textContent).toBe("My knee hurts.");
  expect(text()).toContain("You said: it cannot wait.");
  expect(text()).toContain("Read by Grace Okafor on Friday 20 November.");
  await accessible(container);
});

it("says that a report is not here", async () => {
  open("/check-in/reports/other");
  expect(await screen.findByText("This report is not here.")).toBeTruthy();
});

it("says until when a check-in is due, and how long it takes", async () => {
  const { container } = open("/check-in");
  await screen.findByRole("button", { name: "Start check-in" });
  expect(text()).toContain("Please do it by Friday 27 November.");
  expect(text()).toContain("About 2 minutes. You can stop and go on later.");
  await accessible(container);
});

it("says when the next one comes, and that one can start any time", async () => {
  vi.setSystemTime(new Date("2026-11-29T15:00:00Z"));
  open("/check-in");
  await screen.findByRole("button", { name: "Start check-in" });
  expect(text()).toContain("The next one comes on Friday 4 December. You need do nothing until then. You can start one any time.");
});

it("says kindly that none is asked, and how to reach the team", async () => {
  answering({ "GET /api/me/check-ins": { body: { asked: false, check_ins: [] } }, "GET /api/me/help": { body: aHelp() } });
  history.replaceState(null, "", "/check-in");
  const { container } = show(<CheckInPages />);
  expect(await screen.findByRole("heading", { name: "No check-ins for you now" })).toBeTruthy();
  expect(await screen.findByRole("link", { name: /Call the study team/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Start check-in" })).toBeNull();
  await accessible(container);
});

it("stands on Today and in the bar while it is due", async () => {
  answering({
    "GET /api/me/check-ins": { body: someCheckIns() },
    "GET /api/me/today": { body: aToday({ next_visit: planned(), today: "2026-11-24" }) },
  });
  history.replaceState(null, "", "/");
  const { container } = show(
    <>
      <TodayPage />
      <BottomBar />
    </>,
  );
  expect(await screen.findByRole("link", { name: "Check-in 1 is due" })).toBeTruthy();
  const row = screen.getByRole("link", { name: /About 2 minutes/ });
  expect(row.textContent.replace(/\u00a0/g, " ")).toBe("Check-inAbout 2 minutes, until Friday 27 November");
  expect(text()).not.toContain("Nothing to do now");
  await accessible(container);
});

it("is asked for only after Today, which nothing may make late", async () => {
  const calls = answering({ "GET /api/me/check-ins": { body: someCheckIns() }, "GET /api/me/today": { body: aToday() } });
  history.replaceState(null, "", "/");
  const { unmount } = show(<BottomBar />);
  expect(calls).toEqual([]);
  await today.refresh();
  expect(await screen.findByRole("link", { name: "Check-in 1 is due" })).toBeTruthy();
  expect(calls.map(({ path }) => path)).toEqual(["/api/me/today", "/api/me/check-ins", "/api/me/travel", "/api/me/messages/unread", "/api/me/messages"]);
  unmount();
});

it("shows no number where none is due or none is asked", () => {
  checkIns.set(someCheckIns({ now: null }));
  history.replaceState(null, "", "/more");
  answering({});
  show(<BottomBar />);
  expect(screen.getByRole("link", { name: "Check-in" })).toBeTruthy();
});

it("speaks Spanish", async () => {
  help.set(aHelp());
  open("/check-in");
  await speakLanguage("es");
  expect(await screen.findByRole("button", { name: "Empezar el chequeo" })).toBeTruthy();
  expect(text()).toContain("Por favor, hágalo a más tardar el viernes, 27 de noviembre.");
});
