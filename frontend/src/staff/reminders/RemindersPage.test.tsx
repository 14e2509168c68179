import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show, watching } from "../testing";
import { RemindersPage } from "./RemindersPage";
import { ahead, aRow, coordinator, lost } from "./testing";

const AHEAD = "GET /api/staff/reminders";
const open = (address = "/staff/reminders") => show(<RemindersPage />, address);

beforeEach(() => atTheDesk(coordinator));

it("counts by day and kind, and lists whom about what", async () => {
  const body = ahead({
    numbers: { planned: 5, sent: 2, unconfirmed: 1, failed: 0, unreached: 0 },
    by_day: [
      { day: "2027-01-06", about: "visit", n: 1 },
      { day: "2027-01-06", about: "check_in", n: 3 },
      { day: "2027-01-07", about: "visit", n: 1 },
    ],
    rows: [aRow(), aRow({ id: "notice-2", to: "Walter", about: "check_in" })],
  });
  answering({ [AHEAD]: { body } });
  const { container } = open();
  const table = await screen.findByRole("table", { name: "What goes out, by day" });
  const cells = within(table)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent).slice(1));
  expect(cells).toEqual([
    ["Check-in", "Visit", "All"],
    ["3", "1", "4"],
    ["0", "1", "1"],
    ["3", "2", "5"],
  ]);
  const [link] = screen.getAllByRole("link", { name: "FH-001" });
  expect(link?.getAttribute("href")).toBe("/staff/participants/person-1/notices");
  expect(screen.getByText("to Walter")).toBeTruthy();
  expect(screen.queryByText("Did not arrive")).toBeNull();
  await accessible(container);
});

it("says first whom to call, with the number, and then what else did not arrive", async () => {
  const body = ahead({
    numbers: { planned: 1, sent: 0, unconfirmed: 0, failed: 1, unreached: 1 },
    unreached: [aRow(lost)],
    failed: [aRow({ ...lost, id: "notice-2", waits: false, about: "message" })],
  });
  answering({ [AHEAD]: { body } });
  const { container } = open();
  await screen.findByRole("heading", { name: "Nothing reaches these people" });
  const phones = screen.getAllByRole("link", { name: /305/ });
  expect(phones[0]?.getAttribute("href")).toBe("tel:+13055550141");
  expect(screen.getAllByRole("button", { name: "I called Eleanor Whitfield" })).toHaveLength(1);
  expect(screen.getByRole("link", { name: /person nothing reaches/ }).getAttribute("href")).toBe("#unreached");
  await accessible(container);
});

it("keeps in the address what is listed, and asks for that", async () => {
  answering({ [AHEAD]: { body: ahead({ rows: [], by_day: [] }) } });
  const asked = watching();
  open("/staff/reminders?show=sent&days=2");
  await screen.findByText("Nothing went out today");
  expect(asked.at(-1)).toBe("?days=2&show=sent");
  fireEvent.change(screen.getByLabelText("List"), { target: { value: "unconfirmed" } });
  await screen.findByText("Every phone has answered");
  expect(location.search).toBe("?days=2&show=unconfirmed");
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(location.search).toBe(""));
  await screen.findByText("Nothing goes out in these days");
});
