import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { changed } from "../data/useLoad";
import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { aHappening, aLine, TIMELINE } from "./testing";
import { Timeline } from "./Timeline";

beforeEach(() => atTheDesk());

const open = (address = "/staff/participants/person-1/timeline") =>
  show(
    <>
      <h1>FH-001</h1>
      <h2>Timeline</h2>
      <Timeline participant={aParticipant()} />
    </>,
    address,
  );

const MORE = "2027-01-05T15:00:00Z~visit_step~1";
/** A full page, with more below it. */
const aPage = () => aLine(Array.from({ length: 40 }, () => aHappening()), { older: MORE });

/** The queries that were sent, in order. */
function queries(): () => string[] {
  const asked = vi.spyOn(globalThis, "fetch");
  return () => asked.mock.calls.map(([request]) => decodeURIComponent(new URL((request as Request).url).search));
}

it("puts the entries under the days of the site, each with its time, its sentence and its note", async () => {
  // Half past midnight in London is the evening before in Miami.
  const late = aHappening({ at: "2027-01-06T00:30:00Z", facts: { note: "She asked for the afternoon" } });
  answering({ [TIMELINE]: aLine([late, aHappening({ what: "visit.done" })]) });
  const { container } = open();
  const day = await screen.findByRole("heading", { level: 3, name: "Tue 5 Jan 2027" });
  const entries = within(day.parentElement as HTMLElement).getAllByRole("listitem");
  expect(entries).toHaveLength(2);
  expect(entries[0]?.textContent).toMatch(/7:30\spm/);
  expect(within(entries[0] as HTMLElement).getByRole("link").getAttribute("href")).toBe(
    "/staff/participants/person-1/visits?visit=visit-1",
  );
  expect(screen.getByText("She asked for the afternoon")).toBeTruthy();
  expect(screen.getByText("The record begins here.")).toBeTruthy();
  await accessible(container);
});

it("keeps the chosen kinds in the address and asks for them alone", async () => {
  answering({ [TIMELINE]: aLine([aHappening()]) });
  const asked = queries();
  open("/staff/participants/person-1/timeline?kinds=alerts,gossip");
  const alerts = await screen.findByRole("button", { name: "Alerts" });
  expect(alerts.getAttribute("aria-pressed")).toBe("true");
  fireEvent.click(screen.getByRole("button", { name: "Travel money" }));
  await waitFor(() => expect(location.search).toBe("?kinds=alerts%2Cclaims"));
  await waitFor(() => expect(asked().at(-1)).toBe("?limit=40&kinds=alerts,claims"));
  fireEvent.click(await screen.findByRole("button", { name: "Everything" }));
  await waitFor(() => expect(location.search).toBe(""));
  await waitFor(() => expect(asked().at(-1)).toBe("?limit=40"));
});

it("offers only the kinds that the server says she may read", async () => {
  answering({ [TIMELINE]: aLine([aHappening()], { kinds: ["visits", "status"] }) });
  open();
  const group = await screen.findByRole("group", { name: "Show" });
  const names = within(group)
    .getAllByRole("button")
    .map((button) => button.textContent);
  expect(names).toEqual(["Everything", "Visits", "Status"]);
});

it("says so when nothing of a kind has happened", async () => {
  answering({ [TIMELINE]: aLine([]) });
  const { container } = open("/staff/participants/person-1/timeline?kinds=consent");
  await screen.findByText("Nothing of this kind");
  expect(screen.queryByText("The record begins here.")).toBeNull();
  await accessible(container);
});

it("puts older entries below, and after a save asks for as many as are shown", async () => {
  const older = aHappening({ at: "2026-12-01T15:00:00Z", what: "visit.done" });
  answering({
    [TIMELINE]: [
      aPage(),
      aLine([older]),
      aLine([aHappening({ what: "visit.missed" }), aHappening(), older]),
    ],
  });
  const asked = queries();
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Show older" }));
  await screen.findByText("Grace Okafor noted Month 6 as done");
  expect(screen.getAllByText("Grace Okafor booked Month 6")).toHaveLength(40);
  expect(screen.getByRole("status").textContent).toBe("41 entries shown");
  expect(asked()[1]).toBe(`?limit=40&before=${MORE}`);
  await changed();
  await screen.findByText("Grace Okafor noted Month 6 as missed");
  expect(screen.getByText("Grace Okafor noted Month 6 as done")).toBeTruthy();
  expect(asked()[2]).toBe("?limit=41");
});

it("keeps what is shown when older entries do not come, and tries again", async () => {
  answering({
    [TIMELINE]: [
      aPage(),
      { status: 500, body: { code: "internal", title: "That did not work", detail: "", status: 500 } },
      aLine([aHappening({ at: "2026-12-01T15:00:00Z", what: "visit.done" })]),
    ] as never,
  });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Show older" }));
  await screen.findByText("That did not work");
  expect(screen.getAllByText("Grace Okafor booked Month 6")).toHaveLength(40);
  fireEvent.click(screen.getByRole("button", { name: "Show older" }));
  await screen.findByText("Grace Okafor noted Month 6 as done");
  expect(screen.queryByText("That did not work")).toBeNull();
});

it("lists several changes one by one", async () => {
  const facts = { before: { name: "A", code: "1" }, after: { name: "B", code: "2" } };
  const row = aHappening({ kind: "facts", what: "participant.changed", about: "participant", facts });
  answering({ [TIMELINE]: aLine([row]) });
  const { container } = open();
  await screen.findByText("Grace Okafor changed name and code");
  expect(screen.getByText("Name:", { exact: false }).textContent).toBe("Name: A → B");
  await accessible(container);
});
