import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import type { Today } from "../../api";
import { forgetAll } from "../data/resource";
import { wipe } from "../../offline/store";
import { accessible, answering, aToday, aVisit, inside, planned, show } from "../testing";
import { TodayPage } from "./TodayPage";

const TODAY = "GET /api/me/today";
const NBSP = /\u00a0/g;
const text = () => document.body.textContent.replace(NBSP, " ");

beforeEach(async () => {
  await wipe();
  forgetAll();
  await inside("en");
});

it("says what comes next, how to prepare, and what comes after", async () => {
  answering({ [TODAY]: { body: aToday() } });
  const { container } = show(<TodayPage />);
  expect(await screen.findByRole("heading", { level: 1, name: "Hello, Eleanor" })).toBeTruthy();
  expect(text()).toContain("Monitoring, month 7 of 36");
  expect(text()).toContain("Tuesday 10 March, 9:30 am");
  expect(text()).toContain("Nothing to eat after 5:30 in the morning");
  expect(text()).toContain("Between 3 and 17 March");
  expect(text()).toContain("Nothing to do now. Your next visit is Tuesday 10 March, 9:30 am.");
  await accessible(container);
});

it("takes the answer, says so, and takes it back", async () => {
  const confirmed = aToday({ next_visit: aVisit({ confirmed: true }) });
  const replies = { [TODAY]: { body: aToday() }, "PUT /api/me/visits/visit-1/confirmation": { body: aVisit() } };
  const calls = answering(replies);
  show(<TodayPage />);
  const button = await screen.findByRole("button", { name: "I'll be there" });
  replies[TODAY] = { body: confirmed };
  fireEvent.click(button);
  expect(await screen.findByText("You said you will be there.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
  expect(calls.find((call) => call.method === "PUT")?.headers.get("X-Portal-Request")).toBe("1");
});

it("says that an answer needs a connection, and that nothing was changed", async () => {
  answering({ [TODAY]: { body: aToday() }, "PUT /api/me/visits/visit-1/confirmation": "offline" });
  show(<TodayPage />);
  fireEvent.click(await screen.findByRole("button", { name: "I'll be there" }));
  expect(await screen.findByText(/needs a connection. Nothing was changed/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "I'll be there" })).toBeTruthy();
});

it("waits with the person while a request for another time is open", async () => {
  const request = {
    id: "r",
    visit_id: "visit-1",
    status: "open" as const,
    proposals: [{ date: "2099-03-11", part: "midday" as const }],
    note: "",
    made_at: "2099-03-04T12:00:00Z",
    answer_note: "",
    answered_at: null,
  };
  answering({ [TODAY]: { body: aToday({ next_visit: aVisit({ time_request: request }) }) } });
  show(<TodayPage />);
  expect(await screen.findByText(/You asked for another time on Wednesday/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "I'll be there" })).toBeNull();
});

it("says who acts next for a visit without a day, and asks to call where it is overdue", async () => {
  answering({ [TODAY]: { body: aToday({ next_visit: planned() }) } });
  const { unmount } = show(<TodayPage />);
  expect(await screen.findByText(/The team books a day/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "I'll be there" })).toBeNull();
  unmount();
  answering({ [TODAY]: { body: aToday({ next_visit: planned({ late: true }) }) } });
  show(<TodayPage />);
  expect(await screen.findByText(/Overdue/)).toBeTruthy();
});

it("turns urgent when the visit is near and nobody has answered", async () => {
  const item = { kind: "confirm_visit" as const, visit_id: "visit-1", visit_name: "Scan", minutes: 1, due_on: "2099-03-08" };
  answering({ [TODAY]: { body: aToday({ to_do: [item] }) } });
  show(<TodayPage />);
  expect(await screen.findByText("This visit is soon. Say if you can come: Scan")).toBeTruthy();
});

it("says that a visit got no time, also where nothing else is ahead", async () => {
  const item = { kind: "visit_overdue" as const, visit_id: "visit-1", visit_name: "Scan", minutes: 0, due_on: "2099-03-01" };
  answering({ [TODAY]: { body: aToday({ next_visit: null, coming: [], to_do: [item] }) } });
  show(<TodayPage />);
  expect(await screen.findByText(/Scan has no time yet/)).toBeTruthy();
});

it.each<[Today["status"], string]>([
  ["invited", "Your study team will plan your first visit with you."],
  ["screening", "Your study team is planning your next visit."],
  ["enrolled", "You need do nothing."],
  ["completed", "Thank you for your time and your trust."],
  ["withdrawn", "Your study team is still there for your questions."],
  ["ineligible", "Thank you for coming to the tests."],
])("has kind words for somebody %s without a visit", async (status, words) => {
  answering({ [TODAY]: { body: aToday({ status, next_visit: null, coming: [], phase: null }) } });
  const { container } = show(<TodayPage />);
  await waitFor(() => expect(text()).toContain(words));
  await accessible(container);
});

it("shows what was saved, and from when, without a connection", async () => {
  answering({ [TODAY]: { body: aToday() } });
  const { unmount } = show(<TodayPage />);
  await screen.findByRole("heading", { name: "Hello, Eleanor" });
  unmount();
  answering({ [TODAY]: "offline" });
  show(<TodayPage />);
  expect(await screen.findByText(/No connection. Showing what was saved at/)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Hello, Eleanor" })).toBeTruthy();
});

it("offers to try again where the server refuses", async () => {
  answering({ [TODAY]: { status: 500, body: {} } });
  show(<TodayPage />);
  expect(await screen.findByText(/could not be loaded/)).toBeTruthy();
  answering({ [TODAY]: { body: aToday() } });
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Hello, Eleanor" })).toBeTruthy();
});
