import "fake-indexeddb/auto";

import { fireEvent, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import type { TimeRequest } from "../../api";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, answering, aVisit, inside, planned, show } from "../testing";
import { VisitPage } from "./VisitPage";

const VISIT = "GET /api/me/visits/visit-1";
const REQUEST = "DELETE /api/me/visits/visit-1/time-requests/r";

const request = (change: Partial<TimeRequest> = {}): TimeRequest => ({
  id: "r",
  visit_id: "visit-1",
  status: "open",
  proposals: [{ date: "2099-03-11", part: "midday" }],
  note: "I work on Tuesdays.",
  made_at: "2099-03-04T12:00:00Z",
  answer_note: "",
  answered_at: null,
  ...change,
});

const text = () => document.body.textContent.replaceAll("\u00a0", " ");

beforeEach(async () => {
  await wipe();
  forgetAll();
  await inside("en");
});

it("explains what happens, how to prepare and where to go", async () => {
  answering({ [VISIT]: { body: aVisit() } });
  const { container } = show(<VisitPage id="visit-1" />);
  expect(await screen.findByRole("heading", { level: 1, name: "Monitoring visit" })).toBeTruthy();
  for (const part of ["You lie still.", "About 1 hour and 30 minutes", "Leave jewelry at home.", "Take the elevator"]) {
    expect(text()).toContain(part);
  }
  expect(screen.getByRole("link", { name: "Open the map" }).getAttribute("rel")).toContain("noopener");
  expect(screen.getByRole("link", { name: "Add to my calendar" }).getAttribute("href")).toBe(
    "/api/me/visits/visit-1/calendar.ics",
  );
  await accessible(container);
});

it("asks nothing about a visit that is over, and says what was done", async () => {
  const activities = [{ ...aVisit().activities[0], done: false }] as ReturnType<typeof aVisit>["activities"];
  answering({ [VISIT]: { body: aVisit({ status: "partly_done", activities }) } });
  show(<VisitPage id="visit-1" />);
  expect(await screen.findByText("Partly done")).toBeTruthy();
  expect(screen.getByText("Not done")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "I'll be there" })).toBeNull();
  expect(screen.queryByText("How to prepare")).toBeNull();
});

it("offers no calendar entry for a visit without a day", async () => {
  answering({ [VISIT]: { body: planned() } });
  show(<VisitPage id="visit-1" />);
  expect(await screen.findByText(/The team books a day/)).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Add to my calendar" })).toBeNull();
});

it("shows an open request and takes it back", async () => {
  const replies = { [VISIT]: { body: aVisit({ time_request: request() }) }, [REQUEST]: { status: 204 } };
  answering(replies);
  const { container } = show(<VisitPage id="visit-1" />);
  expect(await screen.findByText("I work on Tuesdays.", { exact: false })).toBeTruthy();
  expect(text()).toContain("Wednesday 11 March, midday");
  await accessible(container);
  replies[VISIT] = { body: aVisit() };
  fireEvent.click(screen.getByRole("button", { name: "Take back my request" }));
  expect(await screen.findByText(/You took back your request/)).toBeTruthy();
  expect(await screen.findByRole("button", { name: "I'll be there" })).toBeTruthy();
});

it.each([
  ["answered", "The time above is the new one."],
  ["declined", "They could not offer another time."],
] as const)("gives the team's answer to a request that was %s", async (status, words) => {
  const answered = request({ status, answered_at: "2099-03-05T15:00:00Z", answer_note: "See you then." });
  answering({ [VISIT]: { body: aVisit({ time_request: answered }) } });
  show(<VisitPage id="visit-1" />);
  expect(await screen.findByText("The team says: See you then.")).toBeTruthy();
  expect(text()).toContain(words);
});
