import { screen, waitFor } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { aHappening, aLine, TIMELINE } from "../timeline/testing";
import { accessible, answering, aParticipant, atTheDesk, aVisit, show } from "../testing";
import { ParticipantPage } from "./ParticipantPage";

const PERSON = "GET /api/staff/participants/person-1";
const next = aVisit({ status: "booked", local_date: "2027-03-10", local_time: "09:30" });
const eleanor = aParticipant({
  next_visit: { ...next, starts_at: "2027-03-10T14:30:00Z" },
  late: [{ kind: "visit_not_booked", visit_id: "visit-1", name: "Month 6", since: "2027-01-01" }],
});

const open = (part = "timeline") =>
  show(
    <Router>
      <Route path="/staff/participants/:id/:part" component={ParticipantPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    `/staff/participants/person-1/${part}`,
  );
const link = (name: string | RegExp) => screen.getByRole("link", { name }).getAttribute("href");

beforeEach(() => atTheDesk());

it("shows the line, and beside it who she is, how she is reached, what comes next and what is late", async () => {
  answering({ [PERSON]: { body: eleanor }, [TIMELINE]: aLine([aHappening()]) });
  const { container } = open();
  await screen.findByRole("heading", { level: 1, name: "FH-001 · Eleanor Whitfield" });
  await screen.findByText("Grace Okafor booked Month 6");
  expect(link("+1 305 555 0141")).toBe("tel:+13055550141");
  expect(link("eleanor@example.org")).toBe("mailto:eleanor@example.org");
  expect(link(/^Month 6, Wed 10 Mar 2027, 9:30/)).toBe("/staff/participants/person-1/visits?visit=visit-1");
  expect(link(/^Month 6 not booked/)).toBe("/staff/participants/person-1/visits?visit=visit-1");
  expect(screen.getByText("Monitoring, month 7 of 36")).toBeTruthy();
  expect(screen.getByText("English")).toBeTruthy();
  expect(screen.getByText("Bayside")).toBeTruthy();
  await accessible(container);
});

it("keeps each part that she had before, each at its own address", async () => {
  await atTheDesk(["participants.read", "history.read", "check_ins.read", "claims.read"]);
  answering({ [PERSON]: { body: eleanor }, [TIMELINE]: aLine([]) });
  open("visits");
  await screen.findByRole("heading", { name: "Monitoring" });
  const tabs = screen.getByRole("navigation", { name: "Parts of this participant" });
  const addresses = [...tabs.querySelectorAll("a")].map((tab) => tab.getAttribute("href")?.split("/").at(-1));
  expect(addresses).toEqual(["timeline", "visits", "facts", "check-ins", "travel", "history"]);
});

it("offers neither parts that she may not read nor forms that she may not use", async () => {
  await atTheDesk(["participants.read"]);
  answering({ [PERSON]: { body: eleanor }, [TIMELINE]: aLine([]) });
  const { container } = open("facts");
  await screen.findByRole("heading", { level: 3, name: "Contacts" });
  for (const name of ["Check-ins", "Travel money", "History", "Change facts and dates"]) {
    expect(screen.queryByRole("link", { name })).toBeNull();
  }
  expect(screen.queryByRole("button", { name: "Change status" })).toBeNull();
  await accessible(container);
});

it("shows the line where the address names no part that there is", async () => {
  answering({ [PERSON]: { body: eleanor }, [TIMELINE]: aLine([aHappening()]) });
  open("gossip");
  await waitFor(() => expect(screen.getByText("Grace Okafor booked Month 6")).toBeTruthy());
});

it("says that somebody of another site is not here", async () => {
  answering({ [PERSON]: { status: 404, body: { code: "not_found", title: "Not found", detail: "", status: 404 } } });
  open();
  await screen.findByRole("alert");
  expect(screen.getByText("Not found")).toBeTruthy();
});
