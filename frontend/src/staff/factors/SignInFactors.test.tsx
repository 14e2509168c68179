import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { SignInFactors } from "./SignInFactors";
import { aPasskey, options, someFactors, withPasskeys } from "./testing";

const FACTORS = "GET /api/account/factors";
const ASK = "POST /api/step-up";
const CONFIRM = "POST /api/step-up/ticket-1";
const ticket = (change: object) => ({
  status: 202,
  body: {
    id: "ticket-1",
    expires_in_seconds: 600,
    resend_in_seconds: 60,
    email: "grace@example.org",
    methods: ["password", "app_code"],
    mailed: false,
    passkey: null,
    ...change,
  },
});
const confirmed = { body: { id: "ticket-1", valid_until: "2027-01-10T15:10:00Z" } };
const both = { password: "2027-01-02T10:00:00Z", app: "2027-01-02T10:00:00Z", complete: true, step_up: true };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(async () => {
  vi.unstubAllGlobals();
  await atTheDesk();
});

it("shows what there is, and when each was last used", async () => {
  const passkeys = [aPasskey(), { ...aPasskey("iPhone"), last_used_at: "2027-01-03T10:00:00Z" }];
  answering({ [FACTORS]: { body: someFactors({ ...both, passkeys, recovery_codes_left: 8 }) } });
  const { container } = show(<SignInFactors />);
  await screen.findByText("Mac, Safari");
  expect(screen.getByText("8 left")).toBeTruthy();
  expect(screen.getByText("Not used yet")).toBeTruthy();
  await accessible(container);
});

it("changes nothing in a session that is not strong enough", async () => {
  answering({ [FACTORS]: { body: someFactors({ may_change: false }) } });
  show(<SignInFactors />);
  await screen.findByText(/not strong enough/);
  expect(screen.queryByRole("button")).toBeNull();
});

it("asks for the old password before it takes a new one", async () => {
  const calls = answering({
    [FACTORS]: { body: someFactors(both) },
    [ASK]: ticket({}),
    [CONFIRM]: confirmed,
    "PUT /api/account/password": { body: someFactors(both) },
  });
  const { container } = show(<SignInFactors />);
  await screen.findByText("Recovery codes");
  press("Change the password");
  type("New password", "seven slow trams in the rain");
  press("Confirm that it is you");
  await screen.findByLabelText("Password");
  await accessible(container);
  type("Password", "four purple herons at noon");
  press("Save the password");
  await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
  expect(calls.find(({ path }) => path === "/api/step-up")?.body).toEqual({ purpose: "change_sign_in", by_mail: false });
  expect(calls.find(({ path }) => path === "/api/step-up/ticket-1")?.body).toEqual({
    password: "four purple herons at noon",
  });
  expect(calls.find(({ path }) => path === "/api/account/password")?.body).toEqual({
    password: "seven slow trams in the rain",
    step_up: "ticket-1",
  });
});

it("removes a passkey after the passkey itself confirmed it, and says why the last one stays", async () => {
  withPasskeys();
  const words = "This is your last way to sign in.";
  const calls = answering({
    [FACTORS]: { body: someFactors({ passkeys: [aPasskey()], complete: true, step_up: true }) },
    [ASK]: ticket({ methods: ["passkey"], passkey: { challenge: "AQL6", allowCredentials: [{ id: "AQL6" }] } }),
    [CONFIRM]: confirmed,
    "POST /api/account/passkeys/Mac/removal": {
      status: 422,
      body: { code: "last_factor", title: "Last", detail: words, status: 422 },
    },
  });
  show(<SignInFactors />);
  await screen.findByText("Mac, Safari");
  press("Remove: Mac, Safari");
  const form = within(screen.getByRole("form", { name: "Remove: Mac, Safari" }));
  fireEvent.click(form.getByRole("button", { name: "Confirm that it is you" }));
  await form.findByText(/You will be asked for your passkey/);
  fireEvent.click(form.getByRole("button", { name: "Remove" }));
  await screen.findByText(words);
  const proof = calls.find(({ path }) => path === "/api/step-up/ticket-1")?.body;
  expect(proof).toMatchObject({ passkey: { response: { signature: "AQL6" } } });
});

it("adds a second passkey with one press more, after the proof", async () => {
  const { create } = withPasskeys();
  answering({
    [FACTORS]: { body: someFactors(both) },
    [ASK]: ticket({}),
    [CONFIRM]: confirmed,
    "POST /api/account/passkeys/options": { body: { id: "c", options } },
    "POST /api/account/passkeys": { body: someFactors(both) },
  });
  show(<SignInFactors />);
  await screen.findByText("Recovery codes");
  press("Add a passkey");
  press("Confirm that it is you");
  await screen.findByLabelText("Password");
  type("Password", "four purple herons at noon");
  press("Add a passkey");
  await screen.findByText(/Your device asks for your face/);
  expect(create).not.toHaveBeenCalled();
  press("Make the passkey now");
  await waitFor(() => expect(create).toHaveBeenCalledOnce());
});

it("gives a passkey another name without more ado", async () => {
  const calls = answering({
    [FACTORS]: { body: someFactors({ passkeys: [aPasskey()], step_up: true, complete: true }) },
    "PATCH /api/account/passkeys/Mac": { body: someFactors() },
  });
  show(<SignInFactors />);
  await screen.findByText("Mac, Safari");
  press("Rename: Mac, Safari");
  type("Name of the passkey", " ");
  press("Save the name");
  expect(screen.getAllByText("Type a name.")).toHaveLength(2);
  type("Name of the passkey", "My work Mac");
  press("Save the name");
  await waitFor(() => expect(calls.some(({ method }) => method === "PATCH")).toBe(true));
  expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ label: "My work Mac" });
});
