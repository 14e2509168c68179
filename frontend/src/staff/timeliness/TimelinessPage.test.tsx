import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { aCell, bayside, lakeside, waits } from "./testing";
import { TimelinessPage } from "./TimelinessPage";

const ROUTE = "GET /api/staff/timeliness";
const open = (address = "/staff/timeliness") => show(<TimelinessPage />, address);
const card = (name: string) => screen.findByRole("region", { name });
const hrefs = (part: HTMLElement) =>
  within(part)
    .getAllByRole("link")
    .map((link) => [link.textContent, link.getAttribute("href")]);
const rowsOf = (name: string) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));

beforeEach(() => atTheDesk(["study.read", "messages.read", "check_ins.read", "claims.read"]));

it("says for each measure how long half and nine of ten took, by which clock, and what is late now", async () => {
  answering({ [ROUTE]: { body: waits() } });
  const { container } = open();
  const answers = await card("First answer to a message");
  expect(answers.textContent).toContain("Half within3 h 20 min of office hours");
  expect(answers.textContent).toContain("Nine of ten within9 h 30 min of office hours");
  expect(answers.textContent).toContain("nights, weekends and holidays take no time.");
  expect(hrefs(answers)).toEqual([
    ["10 answers", "#answer-by-month"],
    ["3 waiting too long for an answer", "/staff/messages?waiting=overdue"],
  ]);
  const claims = await card("Paying a claim");
  expect(claims.textContent).toContain("Half within9 days 3 h");
  expect(claims.textContent).toContain("All time counts: nights, weekends and holidays too.");
  expect(hrefs(claims)).toEqual([
    ["1 claim paid", "#payment-by-month"],
    ["0 waiting too long to be checked", "/staff/claims?waiting=overdue"],
  ]);
  expect(screen.getByText("The last 3 months at all sites")).toBeTruthy();
  await accessible(container);
});

it("marks what is late, and only that", async () => {
  answering({ [ROUTE]: { body: waits() } });
  open();
  const link = (name: RegExp) => screen.getByRole("link", { name }).dataset.late;
  await card("Paying a claim");
  expect(link(/for an answer/)).toBe("true");
  expect(link(/to be checked/)).toBe("false");
});

it("says kindly that nothing was done yet, with what is late all the same, and draws nothing", async () => {
  answering({ [ROUTE]: { body: waits() } });
  const { container } = open();
  const alerts = await card("Closing an alert");
  expect(alerts.textContent).toContain("No alert was closed in the last 3 months. The first one will show here.");
  expect(hrefs(alerts)).toEqual([["1 waiting too long to be taken", "/staff/alerts?waiting=overdue"]]);
  expect(screen.queryByRole("table", { name: /alert/ })).toBeNull();
  await accessible(container);
});

it("lists every month, tells one without anything from one that took no time, and adds up at the end", async () => {
  answering({ [ROUTE]: { body: waits() } });
  open();
  await card("Paying a claim");
  expect(rowsOf("First answer to a message, by month")).toEqual([
    ["Month", "Site", "Number", "Half within", "Nine of ten within"],
    ["Jan 2026", "All sites", "4", "0 min", "1 h"],
    ["Jan 2026", "Bayside", "4", "0 min", "1 h"],
    ["Feb 2026", "All sites", "Nothing to count"],
    ["Mar 2026, so far", "All sites", "6", "3 h 20 min", "9 h 30 min"],
    ["Mar 2026, so far", "Bayside", "4", "3 h 20 min", "9 h 30 min"],
    ["Mar 2026, so far", "Lakeside", "2", "9 h 30 min", "9 h 30 min"],
    ["Whole time", "All sites", "10", "3 h 20 min", "9 h 30 min"],
    ["Whole time", "Bayside", "8", "1 h 30 min", "9 h 30 min"],
    ["Whole time", "Lakeside", "2", "9 h 30 min", "9 h 30 min"],
  ]);
});

it("draws a bar and a mark for each month that has something, with their numbers", async () => {
  answering({ [ROUTE]: { body: waits() } });
  open();
  await card("Paying a claim");
  const chart = screen.getByRole("img", { name: /^First answer/ });
  expect(chart.getAttribute("aria-label")).toBe(
    "First answer to a message, by month. Newest: March 2026, so far, half within 3 h 20 min of office hours, " +
      "nine of ten within 9 h 30 min of office hours. The table says the same.",
  );
  expect(chart.querySelectorAll("rect")).toHaveLength(2);
  const said = [...chart.querySelectorAll("text")].map(({ textContent }) => textContent);
  const months = ["Jan", "2026", "0", "1", "–", "Feb", "Mar", "3.3", "9.5"];
  expect(said).toEqual(["Hours", "5", "10", ...months, "Half", "Nine of ten"]);
});

it("leaves the numbers of many months to the table, and names a month each quarter", async () => {
  const months = Array.from({ length: 24 }, (_, at) => new Date(Date.UTC(2024, 11 + at)).toISOString().slice(0, 10));
  answering({ [ROUTE]: { body: waits({ months }) } });
  open("/staff/timeliness?months=24");
  await card("Paying a claim");
  const chart = screen.getByRole("img", { name: /^First answer/ });
  const said = [...chart.querySelectorAll("text")].map(({ textContent }) => textContent).filter((text) => text !== "–");
  expect(said).toEqual(["Hours", "5", "10", ..."Jan 2025 Apr Jul Oct Jan 2026 Apr Jul Oct".split(" ")]);
});

it("sorts the tables by month or by site, and keeps that in the address", async () => {
  answering({ [ROUTE]: { body: waits() } });
  open("/staff/timeliness?months=3");
  await card("Paying a claim");
  const table = screen.getByRole("table", { name: /^First answer/ });
  const head = (name: string) => within(table).getByRole("columnheader", { name });
  expect(head("Month").getAttribute("aria-sort")).toBe("ascending");
  fireEvent.click(within(table).getByRole("link", { name: "Site" }));
  await waitFor(() => expect(head("Site").getAttribute("aria-sort")).toBe("ascending"));
  expect(location.search).toBe("?months=3&sort=site");
  expect(rowsOf("First answer to a message, by month").map(([, site]) => site)).toEqual([
    "Site",
    ...["All sites", "All sites", "All sites", "Bayside", "Bayside", "Lakeside"],
    ...["All sites", "Bayside", "Lakeside"],
  ]);
});

it("shows one site alone, and leads to its lists where they can be narrowed", async () => {
  answering({ [ROUTE]: { body: waits() } });
  const { container } = open(`/staff/timeliness?site=${lakeside.id}`);
  const answers = await card("First answer to a message");
  expect(answers.textContent).toContain("Half within9 h 30 min");
  expect(hrefs(answers)[1]).toEqual(["1 waiting too long for an answer", "/staff/messages?site=site-2&waiting=overdue"]);
  const alerts = await card("Closing an alert");
  expect(hrefs(alerts)).toEqual([["1 waiting too long to be taken", "/staff/alerts?waiting=overdue"]]);
  expect(alerts.textContent).toContain("The list shows the alerts of all sites.");
  expect(answers.textContent).not.toContain("The list shows");
  expect(screen.getByText("The last 3 months at Lakeside")).toBeTruthy();
  expect(rowsOf("First answer to a message, by month")[1]).toEqual(["Jan 2026", "Lakeside", "Nothing to count"]);
  await accessible(container);
});

it("asks for the months that the address names, for the CSV too, and takes any other number for twelve", async () => {
  const asked: string[] = [];
  answering({ [ROUTE]: { body: waits() } });
  const fetched = globalThis.fetch;
  globalThis.fetch = (request) => {
    asked.push(new URL((request as Request).url).search);
    return fetched(request);
  };
  open("/staff/timeliness?months=7");
  const months = await screen.findByLabelText<HTMLSelectElement>("Months");
  expect([...months.options].map(({ value }) => value)).toEqual(["3", "6", "12", "24"]);
  expect(months.value).toBe("12");
  fireEvent.change(months, { target: { value: "24" } });
  await waitFor(() => expect(asked).toEqual(["?months=12", "?months=24"]));
  expect(location.search).toBe("?months=24");
  expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe("/api/staff/timeliness.csv?months=24");
  fireEvent.change(await screen.findByLabelText("Site"), { target: { value: bayside.id } });
  await waitFor(() => expect(location.search).toBe("?months=24&site=site-1"));
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(location.search).toBe(""));
});

it("has no choice of sites for whom sees one, and names it", async () => {
  const cells = [aCell(), aCell({ site_id: bayside.id })];
  answering({ [ROUTE]: { body: waits({ sites: [bayside], cells, overdue: [] }) } });
  open();
  await screen.findByText("The last 3 months at Bayside");
  expect(screen.queryByLabelText("Site")).toBeNull();
});

it("puts the page on paper", async () => {
  answering({ [ROUTE]: { body: waits() } });
  const printed = vi.fn();
  vi.stubGlobal("print", printed);
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Print" }));
  expect(printed).toHaveBeenCalledOnce();
});

it("says to whom it shows nothing why", async () => {
  answering({ [ROUTE]: { body: waits({ measures: [], sites: [], cells: [], overdue: [] }) } });
  const { container } = open();
  await screen.findByText("Your role sees no numbers here");
  expect(screen.getByText(/shows them to those who read them/)).toBeTruthy();
  expect(screen.queryByLabelText("Months")).toBeNull();
  expect(screen.queryByRole("link", { name: "CSV" })).toBeNull();
  await accessible(container);
});
