import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show, stale } from "../testing";
import { AlertPanel } from "./AlertPanel";
import { anAlert, myAlert } from "./testing";

const ONE = "GET /api/staff/alerts/alert-1";
const act = (name: string) => `POST /api/staff/alerts/alert-1/${name}`;
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const open = () => show(<AlertPanel id="alert-1" onClose={() => {}} />);
const refusing = (code: string, title: string, field?: string) => ({
  status: 422,
  body: { code, title, detail: "", status: 422, errors: field ? [{ field, message: title, code }] : [] },
});

beforeEach(() => atTheDesk(["check_ins.read", "check_ins.write"]));

it("takes an alert on the version that was read, and then offers the next steps", async () => {
  const calls = answering({
    [ONE]: [{ body: anAlert() }, { body: myAlert() }],
    [act("take")]: { body: myAlert() },
  });
  open();
  await screen.findByRole("button", { name: "Take" });
  press("Take");
  await screen.findByText("You have it. Reach Eleanor Whitfield, note the contact, then close it.");
  expect(calls.find(({ path }) => path.endsWith("/take"))?.body).toEqual({ version: 1 });
  expect(screen.getByRole("button", { name: "Give back" })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Note a contact"));
});

it("takes nothing from a faster colleague without saying so", async () => {
  const hers = myAlert({ mine: false, taken_by: "Helen Marsh" });
  const calls = answering({
    [ONE]: [{ body: anAlert() }, { body: hers }, { body: myAlert({ version: 3 }) }],
    [act("take")]: [stale, { body: myAlert({ version: 3 }) }],
  });
  const { container } = open();
  await screen.findByRole("button", { name: "Take" });
  press("Take");
  await screen.findByText("Helen Marsh changed this meanwhile");
  await accessible(container);
  press("Apply mine again");
  await screen.findByText(/^You have it\./);
  expect(calls.filter(({ path }) => path.endsWith("/take")).map(({ body }) => body)).toEqual([
    { version: 1 },
    { version: 2 },
  ]);
});

it("lets a colleague's alert be taken over, and nothing else be done with it", async () => {
  answering({ [ONE]: { body: myAlert({ mine: false, taken_by: "Helen Marsh" }) } });
  open();
  await screen.findByText("Helen Marsh has it and reaches Eleanor Whitfield next.");
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["", "Take over"]);
});

it("gives an alert back as long as nobody was reached", async () => {
  const calls = answering({
    [ONE]: [{ body: myAlert() }, { body: anAlert({ version: 3 }) }],
    [act("release")]: { body: anAlert({ version: 3 }) },
  });
  open();
  await screen.findByRole("button", { name: "Give back" });
  press("Give back");
  await screen.findByRole("button", { name: "Take" });
  expect(calls.find(({ path }) => path.endsWith("/release"))?.body).toEqual({ version: 2 });
});

it("names what a contact lacks, then notes it once with an id of its own", async () => {
  const contact = { at: "2027-01-10T16:00:00Z", by: "Grace Okafor", way: "phone", reached: true, note: "Rests." };
  const reached = myAlert({ status: "contacted", contacts: [contact as never], version: 3 });
  const calls = answering({ [ONE]: [{ body: myAlert() }, { body: reached }], [act("contacts")]: { body: reached } });
  const { container } = open();
  await screen.findByRole("button", { name: "Note a contact" });
  press("Note a contact");
  press("Save contact");
  expect(screen.getByRole("alert").textContent).toContain("Choose how you tried.");
  expect(screen.getByRole("alert").textContent).toContain("Say whether you reached the participant.");
  await accessible(container);
  fireEvent.click(screen.getByLabelText("By phone"));
  fireEvent.click(screen.getByLabelText("Yes"));
  fireEvent.input(screen.getByLabelText("Note (can stay empty)"), { target: { value: " Rests. " } });
  press("Save contact");
  await screen.findByText("Reached");
  expect(calls.find(({ path }) => path.endsWith("/contacts"))?.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    way: "phone",
    reached: true,
    note: "Rests.",
  });
  expect(screen.queryByRole("button", { name: "Give back" })).toBeNull();
});

it("shows who took it over when a contact is refused, and keeps what was typed", async () => {
  const hers = myAlert({ mine: false, taken_by: "Helen Marsh", version: 3 });
  answering({
    [ONE]: [{ body: myAlert() }, { body: hers }],
    [act("contacts")]: refusing("taken_by_other", "Helen Marsh has taken this alert."),
  });
  open();
  await screen.findByRole("button", { name: "Note a contact" });
  press("Note a contact");
  fireEvent.click(screen.getByLabelText("In person"));
  fireEvent.click(screen.getByLabelText("Yes"));
  fireEvent.input(screen.getByLabelText("Note (can stay empty)"), { target: { value: "Seen in the hall" } });
  press("Save contact");
  await screen.findByText("Helen Marsh has taken this alert.");
  await screen.findByText(/^Helen Marsh has it/);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Note (can stay empty)").value).toBe("Seen in the hall");
});

it("closes only with an outcome, and with words where nobody was reached", async () => {
  const closed = myAlert({
    status: "closed",
    outcome: "emergency",
    outcome_note: "Her son drove her.",
    closed_by: "Grace Okafor",
    closed_at: "2027-01-10T18:00:00Z",
  });
  const calls = answering({ [ONE]: [{ body: myAlert() }, { body: closed }], [act("close")]: { body: closed } });
  const { container } = open();
  await screen.findByRole("button", { name: "Close" });
  press("Close");
  press("Close alert");
  expect(screen.getByRole("alert").textContent).toContain("Choose how it ended.");
  fireEvent.click(screen.getByLabelText("No action"));
  expect(screen.getByLabelText("Why nothing is done")).toBeTruthy();
  press("Close alert");
  expect(screen.getByRole("alert").textContent).toContain("Say in a few words why nothing is done.");
  fireEvent.click(screen.getByLabelText("Sent to emergency care"));
  press("Close alert");
  expect(screen.getByRole("alert").textContent).toContain("Note a contact first, or say here why none is needed.");
  await accessible(container);
  fireEvent.input(screen.getByLabelText("Note"), { target: { value: "Her son drove her." } });
  press("Close alert");
  await screen.findByText(/^Closed by Grace Okafor, .*: Sent to emergency care\.$/);
  expect(calls.find(({ path }) => path.endsWith("/close"))?.body).toEqual({
    version: 2,
    outcome: "emergency",
    note: "Her son drove her.",
  });
});

it("asks for no words once somebody was reached, and shows a refusal of the server at its field", async () => {
  const calls = answering({
    [ONE]: { body: myAlert({ status: "contacted", version: 3 }) },
    [act("close")]: refusing("contact_or_note_needed", "Nobody was reached yet.", "note"),
  });
  open();
  await screen.findByRole("button", { name: "Close" });
  press("Close");
  fireEvent.click(screen.getByLabelText("Advice given"));
  press("Close alert");
  await waitFor(() => expect(screen.getByRole("link", { name: "Nobody was reached yet." })).toBeTruthy());
  expect(calls.find(({ path }) => path.endsWith("/close"))?.body).toEqual({ version: 3, outcome: "advice", note: "" });
});

it("keeps the outcome when a colleague was faster, and compares", async () => {
  const hers = myAlert({ mine: false, taken_by: "Helen Marsh", version: 4 });
  answering({
    [ONE]: [{ body: myAlert({ status: "contacted", version: 3 }) }, { body: hers }],
    [act("close")]: stale,
  });
  open();
  await screen.findByRole("button", { name: "Close" });
  press("Close");
  fireEvent.click(screen.getByLabelText("Advice given"));
  press("Close alert");
  await screen.findByText("Helen Marsh changed this meanwhile");
  expect(screen.getByRole("row", { name: "Who has it Helen Marsh Advice given" })).toBeTruthy();
});
