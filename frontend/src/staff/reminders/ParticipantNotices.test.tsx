import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { announcement } from "../parts/announce";
import { ParticipantPanel } from "../participants/ParticipantPanel";
import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { ParticipantNotices } from "./ParticipantNotices";
import { aNotice, aPerson, coordinator, lost, notices } from "./testing";

const NOTICES = "GET /api/staff/participants/person-1/notices";
const SEND = "POST /api/staff/participants/person-1/notices";
const HANDLED = "POST /api/staff/notices/notice-1/handled";
const open = () =>
  show(
    <>
      <h1>FH-001</h1>
      <h2>Notices</h2>
      <ParticipantNotices id="person-1" zone="America/New_York" />
    </>,
  );
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => atTheDesk(coordinator));

it("has its place among the parts of a participant", async () => {
  answering({ "GET /api/staff/participants/person-1": { body: aParticipant() }, [NOTICES]: { body: notices() } });
  show(<ParticipantPanel id="person-1" onClose={() => {}} />, "/staff/participants/person-1?tab=notices");
  await screen.findByText("1 phone or computer shows notices");
  expect(screen.getByRole("link", { name: "Notices" }).getAttribute("aria-current")).toBe("page");
});

it("says who is told how, and whom nothing reaches", async () => {
  const told = [
    aPerson({ devices: 0, unreached_since: "2027-01-05T15:00:00Z", choices: [{ about: "message", choice: "none" }] }),
    aPerson({ account_id: "account-2", name: "Walter", role: "care_partner" }),
  ];
  answering({ [NOTICES]: { body: notices({ told }) } });
  const { container } = open();
  await screen.findByText(/Nothing reaches Eleanor Whitfield: please call/);
  expect(screen.getByText("Message: turned off")).toBeTruthy();
  expect(screen.getByText("No phone shows notices: e-mail only")).toBeTruthy();
  expect(screen.getByText("Care partner")).toBeTruthy();
  await accessible(container);
});

it("tells each notice with who sent it, where it stands and each try", async () => {
  const tries = [
    { at: "2027-01-05T14:00:00Z", channel: "push", outcome: "no_address", status_code: null },
    { at: "2027-01-05T14:00:01Z", channel: "mail", outcome: "refused", status_code: 550 },
  ] as const;
  const past = [aNotice({ ...lost, by_hand: "Grace Okafor", tries: [...tries] })];
  answering({ [NOTICES]: { body: notices({ past }) } });
  const { container } = open();
  await screen.findByText("Did not arrive");
  expect(screen.getByText("sent by Grace Okafor")).toBeTruthy();
  fireEvent.click(screen.getByText("2 tries"));
  expect(screen.getByText(/e-mail: refused \(code 550\)/)).toBeTruthy();
  expect(screen.getByText("Nothing is planned in the next 8 days")).toBeTruthy();
  await accessible(container);
});

it("reminds of one thing, and says what is missing before it sends", async () => {
  const sent = aNotice({ about: "message", due_at: new Date().toISOString() });
  const calls = answering({ [NOTICES]: { body: notices() }, [SEND]: { body: sent } });
  const { container } = open();
  await screen.findByRole("button", { name: "Send a reminder" });
  press("Send a reminder");
  press("Send reminder");
  expect(screen.getByRole("alert").textContent).toContain("Choose what it is about.");
  await accessible(container);
  fireEvent.click(screen.getByRole("radio", { name: "Message" }));
  press("Send reminder");
  await waitFor(() => expect(announcement.value?.text).toBe("The reminder to Eleanor Whitfield goes out."));
  const [body] = calls.filter(({ method }) => method === "POST").map((call) => call.body);
  expect(body).toMatchObject({ about: "message", account_id: "account-1" });
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Send a reminder"));
});

it("says when it goes out where that is not now", async () => {
  const sent = aNotice({ about: "visit", due_at: "2097-01-06T13:00:00Z" });
  answering({ [NOTICES]: { body: notices() }, [SEND]: { body: sent } });
  open();
  await screen.findByRole("button", { name: "Send a reminder" });
  press("Send a reminder");
  fireEvent.click(screen.getByRole("radio", { name: "Visit" }));
  press("Send reminder");
  await waitFor(() => expect(announcement.value?.text).toMatch(/goes out Sun 6 Jan 2097, 8:00\sam/));
});

it("shows why she is not reminded, at what was chosen", async () => {
  const detail = "This person turned these reminders off. Please call.";
  const refusal = { code: "turned_off", title: "Check", detail, status: 422, errors: [{ field: "about", message: detail }] };
  const told = [aPerson(), aPerson({ account_id: "account-2", name: "Walter", role: "care_partner" })];
  const calls = answering({ [NOTICES]: { body: notices({ told }) }, [SEND]: { status: 422, body: refusal } });
  const { container } = open();
  await screen.findByRole("button", { name: "Send a reminder" });
  press("Send a reminder");
  fireEvent.click(screen.getByRole("radio", { name: "Message" }));
  fireEvent.click(screen.getByRole("radio", { name: /Walter/ }));
  press("Send reminder");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(detail);
  fireEvent.click(screen.getByRole("radio", { name: "Visit" }));
  press("Send reminder");
  await waitFor(() => expect(calls.filter(({ method }) => method === "POST")).toHaveLength(2));
  const ids = calls.filter(({ method }) => method === "POST").map(({ body }) => (body as { id: string }).id);
  expect(new Set(ids).size).toBe(2);
  await accessible(container);
});

it("notes that somebody called", async () => {
  const past = [aNotice(lost)];
  const done = aNotice({ ...lost, waits: false, handled_by: "Grace Okafor", handled_at: "2027-01-05T15:00:00Z" });
  const calls = answering({
    [NOTICES]: [{ body: notices({ past }) }, { body: notices({ past: [done] }) }],
    [HANDLED]: { body: done },
  });
  const { container } = open();
  await screen.findByRole("button", { name: "I called Eleanor Whitfield" });
  press("I called Eleanor Whitfield");
  const form = within(screen.getByRole("form", { name: "Taken care of: Eleanor Whitfield" }));
  fireEvent.input(form.getByLabelText("What was done"), { target: { value: " She comes on Monday " } });
  await accessible(container);
  press("Mark as taken care of");
  await screen.findByText("Taken care of by Grace Okafor");
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ note: "She comes on Monday" });
});

it("offers nothing to whoever only reads", async () => {
  answering({ [NOTICES]: { body: notices({ may_send: false, past: [aNotice({ ...lost, waits: false })] }) } });
  open();
  await screen.findByText("Did not arrive");
  expect(screen.queryByRole("button")).toBeNull();
});
