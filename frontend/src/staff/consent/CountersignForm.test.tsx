import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, atTheDesk, show, stale } from "../testing";
import { CountersignForm } from "./CountersignForm";
import type { Countersign, SignerRole } from "./data";
import { aConsent, aDetail, aLine, aRow } from "./testing";

const ASK = "POST /api/step-up";
const CONFIRM = "POST /api/step-up/ticket-1";
const SIGN = "POST /api/staff/consents/consent-1/signature";
const DETAIL = "GET /api/staff/participants/person-1/consent";

const asked = {
  status: 202,
  body: {
    id: "ticket-1",
    expires_in_seconds: 600,
    resend_in_seconds: 60,
    email: "grace@example.org",
    methods: ["email_code"],
    mailed: true,
    passkey: null,
  },
};
const byPassword = { status: 202, body: { ...asked.body, methods: ["password", "app_code"], mailed: false } };
const confirmed = { body: { id: "ticket-1", valid_until: "2027-01-10T15:10:00Z" } };
const refusal = (status: number, code: string, field: string, message: string) => ({
  status,
  body: { code, title: "Please check", detail: "", status, errors: [{ field, message }] },
});

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const showForm = (onClose = () => {}, role: SignerRole = "discussion_leader") =>
  show(<CountersignForm consent={aConsent()} row={aRow()} role={role} onClose={onClose} />);

async function fill() {
  fireEvent.click(screen.getByLabelText("Photo ID, face to face"));
  type("Your name", "Grace Okafor");
  press("Confirm that it is you");
  await screen.findByLabelText("Code from the mail");
}

beforeEach(() => atTheDesk());

it("shows what the signature means, and sends no code before all is filled in", async () => {
  const calls = answering({});
  const { container } = showForm();
  expect(screen.getByText("I talked with this person.")).toBeTruthy();
  press("Confirm that it is you");
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(["#sign-identity", "#sign-name"]);
  expect(calls).toEqual([]);
  await accessible(container);
});

it("lets the investigator leave out how identity was checked, but not what another way was", () => {
  const calls = answering({ [ASK]: asked });
  showForm(undefined, "investigator");
  type("Your name", "Helen Marsh");
  fireEvent.click(screen.getByLabelText("Another way"));
  press("Confirm that it is you");
  expect(screen.getAllByText("Describe in a few words what you did.")).toHaveLength(2);
  expect(calls).toEqual([]);
});

it("signs with a code that was confirmed, on top of the version that was read", async () => {
  const calls = answering({ [ASK]: asked, [CONFIRM]: confirmed, [SIGN]: { body: aDetail() } });
  const onClose = vi.fn();
  const { container } = showForm(onClose);
  await fill();
  expect(screen.getByText(/A code is on its way to grace@example.org/)).toBeTruthy();
  await accessible(container);
  type("Code from the mail", "1234 5678");
  press("Sign");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(calls[0]?.body).toEqual({ purpose: "countersign_consent", by_mail: false });
  expect(calls[1]?.body).toEqual({ code: "12345678" });
  expect(calls[2]?.body).toMatchObject({
    role: "discussion_leader",
    name: "Grace Okafor",
    identity: "photo_id",
    identity_note: "",
    step_up: "ticket-1",
    version: 5,
  });
});

it("counts the digits before it sends them, and says at the field that a code is wrong", async () => {
  const message = "That code is not right. Tries left: 4.";
  const calls = answering({ [ASK]: asked, [CONFIRM]: refusal(422, "wrong_code", "code", message) });
  showForm();
  await fill();
  type("Code from the mail", "123");
  press("Sign");
  await screen.findAllByText("The code has 8 digits; there are 3 here.");
  expect(calls).toHaveLength(1);
  type("Code from the mail", "00000000");
  press("Sign");
  await screen.findAllByText(message);
  expect(calls.filter(({ path }) => path.endsWith("/signature"))).toEqual([]);
});

it("keeps a confirmed code when the name is refused, and signs with it under the same id", async () => {
  const message = "Type the name as it is written here: Grace Okafor.";
  const calls = answering({
    [ASK]: asked,
    [CONFIRM]: confirmed,
    [SIGN]: [refusal(422, "name_differs", "name", message), { body: aDetail() }],
  });
  const onClose = vi.fn();
  showForm(onClose);
  await fill();
  type("Code from the mail", "12345678");
  press("Sign");
  await screen.findAllByText(message);
  expect(screen.getByText("You have confirmed that it is you. It is good for one act.")).toBeTruthy();
  press("Sign");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const signed = calls.filter(({ path }) => path.endsWith("/signature")).map(({ body }) => body as Countersign);
  expect(signed).toHaveLength(2);
  expect(signed[0]?.id).toBe(signed[1]?.id);
  expect(calls.filter(({ path }) => path === "/api/step-up/ticket-1")).toHaveLength(1);
});

it("asks for a new code when the old one ran out, and keeps what was typed", async () => {
  const message = "Too much time has passed.";
  answering({ [ASK]: asked, [CONFIRM]: confirmed, [SIGN]: refusal(422, "step_up_expired", "step_up", message) });
  showForm();
  await fill();
  type("Code from the mail", "12345678");
  press("Sign");
  await screen.findByText(message);
  expect(screen.getByRole("button", { name: "Confirm that it is you" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Grace Okafor");
});

it("says that a colleague was faster, and signs on top of that when told to", async () => {
  const calls = answering({
    [ASK]: asked,
    [CONFIRM]: confirmed,
    [SIGN]: [stale, { body: aDetail() }],
    [DETAIL]: { body: aDetail({ consents: [aConsent({ version: 9 })], trail: [aLine({ who: "Helen Marsh" })] }) },
  });
  const onClose = vi.fn();
  const { container } = showForm(onClose);
  await fill();
  type("Code from the mail", "12345678");
  press("Sign");
  await screen.findByText("Helen Marsh changed this meanwhile");
  await accessible(container);
  press("Apply mine again");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const versions = calls.filter(({ path }) => path.endsWith("/signature")).map(({ body }) => (body as Countersign).version);
  expect(versions).toEqual([5, 9]);
});

it("says why no code was sent", async () => {
  const words = "A code was just sent. Wait 40 seconds.";
  answering({ [ASK]: { status: 429, body: { code: "code_just_sent", title: words, detail: "", status: 429 } } });
  showForm();
  fireEvent.click(screen.getByLabelText("Known in person"));
  type("Your name", "Grace Okafor");
  press("Confirm that it is you");
  await screen.findByText(words);
});

it("signs with the password, or with a code of the app instead", async () => {
  const calls = answering({ [ASK]: byPassword, [CONFIRM]: confirmed, [SIGN]: { body: aDetail() } });
  const onClose = vi.fn();
  const { container } = showForm(onClose);
  fireEvent.click(screen.getByLabelText("Photo ID, face to face"));
  type("Your name", "Grace Okafor");
  press("Confirm that it is you");
  await screen.findByLabelText("Password");
  await accessible(container);
  press("Sign");
  expect(screen.getAllByText("Type your password.")).toHaveLength(2);
  press("Use a code of my app");
  type("Code from your app", "123 456");
  press("Sign");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(calls[1]?.body).toEqual({ code: "123456" });
});
