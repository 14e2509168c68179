import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { standing } from "../data/session";
import { accessible, answering, aSession, inside, nobody, show } from "../testing";
import { SignInPage } from "./SignInPage";

const TICKET = { "POST /api/sign-in/code": { status: 202, body: { ticket: "T", expires_in_seconds: 600, resend_in_seconds: 60 } } };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(async () => {
  await inside("en");
  standing.value = { kind: "out", session: nobody(), why: "new" };
});

async function atTheCode(more = {}) {
  const calls = answering({ ...TICKET, ...more });
  const shown = show(<SignInPage session={nobody()} why="new" />);
  type("Email address", " ana@example.org ");
  press("Send me a code");
  await screen.findByLabelText("Code");
  return { ...shown, calls };
}

it("names what is wrong with the address, at the field", async () => {
  const calls = answering({});
  const { container } = show(<SignInPage session={nobody()} why="new" />);
  type("Email address", "ana");
  press("Send me a code");
  const field = screen.getByLabelText("Email address");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field);
  expect(screen.getByText(/whole email address/)).toBeTruthy();
  expect(calls).toEqual([]);
  await accessible(container);
});

it("says where the mail went, and takes a code with spaces", async () => {
  const { calls, container } = await atTheCode({ "POST /api/sign-in": { body: aSession() } });
  expect(screen.getByText(/ana@example.org/)).toBeTruthy();
  await accessible(container);
  type("Code", "1234 5678");
  press("Sign in");
  await waitFor(() => expect(standing.value.kind).toBe("in"));
  expect(calls.map((call) => call.body)).toEqual([{ email: "ana@example.org" }, { ticket: "T", code: "12345678" }]);
});

it("counts the digits before it asks the server", async () => {
  const { calls } = await atTheCode();
  type("Code", "1234 567");
  press("Sign in");
  expect(screen.getByText("The code has 8 digits. You entered 7.")).toBeTruthy();
  expect(calls).toHaveLength(1);
});

it("says how many tries are left, and keeps what was typed", async () => {
  const wrong = { status: 422, body: { title: "Wrong", code: "wrong_code", status: 422, tries_left: 1 } };
  await atTheCode({ "POST /api/sign-in": wrong });
  type("Code", "12345678");
  press("Sign in");
  expect(await screen.findByText(/You have 1 try left/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Code").value).toBe("12345678");
});

it("gives the server's own words for anything else", async () => {
  const late = { status: 422, body: { title: "", detail: "The code has expired.", code: "expired_code", status: 422 } };
  await atTheCode({ "POST /api/sign-in": late });
  type("Code", "12345678");
  press("Sign in");
  expect(await screen.findByText("The code has expired.")).toBeTruthy();
});

it("says that signing in needs a connection", async () => {
  answering({ "POST /api/sign-in/code": "offline" });
  show(<SignInPage session={nobody()} why="new" />);
  type("Email address", "ana@example.org");
  press("Send me a code");
  expect(await screen.findByText(/need a connection to sign in/)).toBeTruthy();
});

it("offers a new code after a minute, not before", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { calls } = await atTheCode();
  expect(screen.queryByRole("button", { name: "Send a new code" })).toBeNull();
  await vi.advanceTimersByTimeAsync(61_000);
  press("Send a new code");
  expect(await screen.findByText(/Only the newest code works/)).toBeTruthy();
  expect(calls).toHaveLength(2);
  vi.useRealTimers();
});

it("speaks Spanish as soon as it is asked to", async () => {
  answering({});
  show(<SignInPage session={nobody()} why="ended" />);
  press("Español");
  expect(await screen.findByRole("heading", { name: "Iniciar sesión" })).toBeTruthy();
  expect(document.documentElement.lang).toBe("es");
  press("English");
  await screen.findByRole("heading", { name: "Sign in" });
});
