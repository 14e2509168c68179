import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { totalsByMonth } from "./bars";
import { aYear, COUNTS, sums, totalsOf } from "./testing";
import { TotalsPage } from "./TotalsPage";

const TOTALS = "GET /api/staff/travel-totals";
const open = (address = "/staff/claims/totals") => show(<TotalsPage />, address);
const tables = () => screen.findAllByRole("table");
const rowsOf = (table: HTMLElement | undefined) =>
  within(table as HTMLElement)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));

beforeEach(() => atTheDesk(["claims.read", "claims.pay"]));

it("adds up by month, site, category and participant, with the whole year under each", async () => {
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear()]) });
  const { container } = open();
  const [months, sites, categories, people] = await tables();
  expect(rowsOf(months)).toEqual([
    ["Month", "With receipt", "Mileage", "Without receipt", "Flat sums", "Total", "Payments"],
    ["January", "$200.00", "$100.00", "$12.30", "$100.00", "$100.00", "1"],
    ["March", "$200.00", "$100.00", "$12.30", "$100.00", "$312.30", "4"],
    ["Whole year", "$200.00", "$100.00", "$12.30", "$100.00", "$412.30", "5"],
  ]);
  expect(rowsOf(sites)[1]?.[0]).toBe("Bayside");
  expect(rowsOf(categories)[1]).toEqual(["Taxi", "$200.00", "$0.00", "$12.30", "$0.00", "$212.30", "5"]);
  expect(rowsOf(people)[2]?.[0]).toBe("FH-002 Rosa Delgado");
  expect(screen.getByText("5 payments in 2026")).toBeTruthy();
  expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe("/api/staff/travel-totals.csv?year=2026");
  await accessible(container);
});

it("marks whose flat sums reached the study's number, and says what the number is", async () => {
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear()]) });
  open();
  const people = (await tables())[3];
  const [, first, second] = within(people as HTMLElement).getAllByRole("row");
  expect(first?.textContent).toContain("Flat sums reached $600.00");
  expect(first?.querySelector("svg")).toBeTruthy();
  expect(second?.textContent).not.toContain("reached");
  const said = screen.getByText("1 participant is marked: flat sums reached $600.00 in 2026.").closest("p");
  expect(said?.textContent).toContain("The number is a setting of the study.");
  expect(said?.textContent).toContain("for the site's tax office to decide; this is no tax advice.");
});

it("says that nobody is marked, or that the study sets no number", async () => {
  const nobody = aYear({ participants: [sums({ key: "person-2", name: "FH-002 Rosa Delgado" })] });
  const unset = aYear({ currency: "EUR", reportable_from: null, participants: nobody.participants });
  answering({ ...COUNTS, [TOTALS]: totalsOf([nobody, unset]) });
  open();
  await screen.findByText("Nobody is marked: no participant's flat sums reached $600.00 in 2026.");
  expect(screen.getByText("The study sets no sum for 2026 from which flat sums are marked.")).toBeTruthy();
});

it("keeps currencies apart, each under its own heading", async () => {
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear({ currency: "EUR" }), aYear()]) });
  open();
  const [euro, dollar] = await screen.findAllByRole("region");
  expect(euro?.querySelector("h2")?.textContent).toBe("2026 in euros");
  expect(dollar?.querySelector("h2")?.textContent).toBe("2026 in US dollars");
  expect(euro?.textContent).toContain("€412.30");
  expect(dollar?.textContent).toContain("$412.30");
});

it("draws each month with its sum, and says the highest", async () => {
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear()]) });
  open();
  const chart = await screen.findByRole("img");
  expect(chart.getAttribute("aria-label")).toBe(
    "Paid by month in 2026. Highest: March, $312.30. The table says the same.",
  );
  expect(chart.querySelectorAll("rect")).toHaveLength(12);
  expect(chart.textContent).toContain("$312");
  expect(chart.textContent).toContain("Dec");
});

it("asks for the year that the address names, and changes it there", async () => {
  const asked: string[] = [];
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear()]) });
  const fetched = globalThis.fetch;
  globalThis.fetch = (request) => {
    const { pathname, search } = new URL((request as Request).url);
    if (pathname.endsWith("travel-totals")) asked.push(search);
    return fetched(request);
  };
  open("/staff/claims/totals?year=2026");
  const years = await screen.findByLabelText<HTMLSelectElement>("Year");
  expect([...years.options].map(({ value }) => value)).toEqual(["2026", "2025"]);
  fireEvent.change(years, { target: { value: "2025" } });
  await waitFor(() => expect(asked).toEqual(["?year=2026", "?year=2025"]));
  expect(location.search).toBe("?year=2025");
});

it("takes what is no year for none, and leads to the participant where one may go", async () => {
  await atTheDesk(["claims.read", "participants.read"]);
  answering({ ...COUNTS, [TOTALS]: totalsOf([aYear()]) });
  open("/staff/claims/totals?year=abc");
  const link = await screen.findByRole("link", { name: "FH-002 Rosa Delgado" });
  expect(link.getAttribute("href")).toBe("/staff/participants/person-2");
});

it("says that nothing was paid in the year, or ever", async () => {
  answering({ ...COUNTS, [TOTALS]: totalsOf([]) });
  const { container, unmount } = open();
  await screen.findByText("Nothing was paid in 2026");
  await accessible(container);
  unmount();
  answering({ ...COUNTS, [TOTALS]: totalsOf([], { years: [] }) });
  open();
  await screen.findByText("Nothing was paid yet");
});

it("gives each of the twelve months its sum, and nothing to those without payments", () => {
  const totals = totalsByMonth([sums({ key: "2", total: 50 }), sums({ key: "12", total: 100 })]);
  expect(totals).toEqual([0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100]);
});
