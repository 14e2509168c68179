import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { symptoms } from "./feature";
import { aHistory, aMissed, anAlert, aWho, listOf } from "./testing";

const ALERTS = "GET /api/staff/alerts";
const LIST = "GET /api/staff/check-ins/missed";
const HISTORY = "GET /api/staff/participants/person-1/check-ins";
const CALL = "POST /api/staff/participants/person-1/check-ins/calls";
const ENTER = "POST /api/staff/participants/person-1/check-ins/reports";
const rows = (...missed: object[]) => ({ body: { rows: missed } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

const open = (address = "/staff/alerts/missed/person-1") =>
  show(
    <Router>
      {symptoms.routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(["check_ins.read", "check_ins.write"]));

it("lists whom to call, since when, and who was called already", async () => {
  const call = { at: "2027-01-09T15:00:00Z", by: "Grace Okafor", done: false, note: "No answer." };
  const other = aMissed({ who: aWho({ participant_id: "person-2", code: "FH-002", phone: null }), calls: [call] });
  answering({ [ALERTS]: listOf([]), [LIST]: rows(aMissed(), other) });
  const { container } = open("/staff/alerts/missed");
  const [, first, second] = await screen.findAllByRole("row");
  expect(first?.textContent).toContain("Sun 3 Jan");
  expect(first?.textContent).toContain("None yet");
  expect(second?.textContent).toContain("No phone number");
  expect(second?.textContent).toContain("1 call");
  expect(screen.getByRole("link", { name: "+1 305 555 0141" }).getAttribute("href")).toBe("tel:+13055550141");
  await accessible(container);
});

it("notes a call; where it settles the check-in, the panel closes with the row", async () => {
  const calls = answering({ [ALERTS]: listOf([]), [LIST]: [rows(aMissed()), rows()], [CALL]: rows() });
  const { container } = open();
  await screen.findByRole("button", { name: "Note a call" });
  press("Note a call");
  await accessible(container);
  fireEvent.click(screen.getByLabelText("No report this time: do not call again for this one"));
  fireEvent.input(screen.getByLabelText("Note (can stay empty)"), { target: { value: " On a journey " } });
  press("Save call");
  await screen.findByText("Everyone has reported");
  await waitFor(() => expect(location.pathname).toBe("/staff/alerts/missed"));
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    check_in: "symptoms",
    occurrence: "last_dose-week-2",
    done: true,
    note: "On a journey",
  });
});

it("asks later questions only where the first is above 0, and sends what was asked", async () => {
  const calls = answering({
    [ALERTS]: listOf([]),
    [LIST]: [rows(aMissed()), rows()],
    [HISTORY]: { body: aHistory() },
    [ENTER]: { body: aHistory() },
  });
  const { container } = open();
  await screen.findByRole("button", { name: "Enter a report on the phone" });
  press("Enter a report on the phone");
  const pain = await screen.findByRole("group", { name: /How strong was the pain\?.*before: Light/ });
  expect(screen.queryByRole("group", { name: "Did pain get in the way?" })).toBeNull();
  press("Save report");
  expect(screen.getByRole("alert").textContent).toContain("Pain: choose an answer, or that it was not asked.");
  expect(screen.getByRole("alert").textContent).toContain("Cough: choose");
  await accessible(container);

  const strong = within(pain, "Strong");
  strong.focus();
  fireEvent.click(strong);
  await screen.findByRole("group", { name: "Did pain get in the way?" });
  expect(document.activeElement).toBe(strong); // the summary stays as it was and takes no focus
  expect(pain.getAttribute("aria-describedby")).toBeNull();
  const way = screen.getByRole("group", { name: "Did pain get in the way?" });
  fireEvent.click(within(way, "A little"));
  press("Mark the rest as not asked");
  fireEvent.click(screen.getByLabelText("No, it cannot wait"));
  fireEvent.input(screen.getByLabelText("What else was said (can stay empty)"), { target: { value: "Back hurts." } });
  press("Save report");
  await waitFor(() => expect(location.pathname).toBe("/staff/alerts/missed"));
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    check_in: "symptoms",
    study_version: 2,
    language: "en",
    answers: { "pain.severity": 3, "pain.interference": 1, "cough.severity": null },
    note: "Back hurts.",
    can_wait: false,
    answered_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
  });
});

it("leaves out a later answer when the first turns to 0", async () => {
  const calls = answering({
    [ALERTS]: listOf([]),
    [LIST]: rows(aMissed()),
    [HISTORY]: { body: aHistory() },
    [ENTER]: { body: aHistory() },
  });
  open();
  await screen.findByRole("button", { name: "Enter a report on the phone" });
  press("Enter a report on the phone");
  const pain = await screen.findByRole("group", { name: /How strong was the pain/ });
  fireEvent.click(within(pain, "Light"));
  fireEvent.click(within(screen.getByRole("group", { name: "Did pain get in the way?" }), "A little"));
  fireEvent.click(within(pain, "None"));
  fireEvent.click(within(screen.getByRole("group", { name: "How strong was it?" }), "None"));
  press("Save report");
  await waitFor(() => expect(calls.some(({ method }) => method === "POST")).toBe(true));
  expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({
    answers: { "pain.severity": 0, "cough.severity": 0 },
    can_wait: null,
  });
});

it("opens the alert that a report on the phone has made, sent again with the same id and time", async () => {
  const sent = answering({
    [ALERTS]: listOf([]),
    [LIST]: rows(aMissed()),
    [HISTORY]: { body: aHistory() },
    [ENTER]: { status: 500, body: { code: "internal", title: "That did not work", detail: "", status: 500 } },
    "GET /api/staff/alerts/alert-7": { body: anAlert({ id: "alert-7" }) },
  });
  open();
  await screen.findByRole("button", { name: "Enter a report on the phone" });
  press("Enter a report on the phone");
  await screen.findByRole("group", { name: /How strong was the pain/ });
  press("Mark the rest as not asked");
  press("Save report");
  await screen.findByText("That did not work");
  const failed = sent.find(({ method }) => method === "POST")?.body as { id: string; answered_at: string };
  const made = anAlert({ id: "alert-7", report_id: failed.id });
  const again = answering({
    [ALERTS]: listOf([made]),
    [LIST]: rows(),
    [HISTORY]: { body: aHistory() },
    [ENTER]: { body: aHistory({ alerts: [made] }) },
    "GET /api/staff/alerts/alert-7": { body: made },
  });
  press("Save report");
  await waitFor(() => expect(location.pathname).toBe("/staff/alerts/alert-7"));
  expect(again.find(({ method }) => method === "POST")?.body).toEqual(failed);
});

it("asks nothing of somebody who is not asked for check-ins", async () => {
  answering({ [ALERTS]: listOf([]), [LIST]: rows(aMissed()), [HISTORY]: { body: aHistory({ asked: false }) } });
  open();
  await screen.findByRole("button", { name: "Enter a report on the phone" });
  press("Enter a report on the phone");
  await screen.findByText("Check-ins are not asked of this participant at present.");
});

it("offers nothing to do to somebody who only reads", async () => {
  await atTheDesk(["check_ins.read"]);
  answering({ [ALERTS]: listOf([]), [LIST]: rows(aMissed()) });
  open();
  await screen.findByText(/did not come\. Call Eleanor Whitfield\./);
  const buttons = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(buttons).toEqual(["Close panel"]);
});

function within(group: HTMLElement, words: string): HTMLInputElement {
  const found = [...group.querySelectorAll("label")].find((label) => label.textContent === words);
  return found?.querySelector("input") as HTMLInputElement;
}
