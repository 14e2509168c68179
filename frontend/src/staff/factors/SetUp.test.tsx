import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { me, session } from "../session/session";
import { App } from "../shell/App";
import { accessible, answering, atTheDesk } from "../testing";
import { options, someFactors, withPasskeys } from "./testing";

const FACTORS = "GET /api/account/factors";
const SESSION = "GET /api/session";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(async () => {
  vi.unstubAllGlobals();
  await atTheDesk();
  me.value = null;
  if (session.value) session.value = { ...session.value, roles: [], setting_up: true };
});

/** The session as it is when the sign-in is set up: here of somebody who is led on, to end the test. */
const after = () => ({ body: { ...session.value, setting_up: false, roles: ["participant"], home: "participant" } });

it("opens the desk after one press for a passkey", async () => {
  const { create } = withPasskeys();
  const calls = answering({
    [FACTORS]: { body: someFactors() },
    "POST /api/account/passkeys/options": { body: { id: "c", options } },
    "POST /api/account/passkeys": { body: someFactors({ complete: true }) },
    [SESSION]: after(),
  });
  const { container } = render(<App />);
  await screen.findByLabelText("New password");
  await accessible(container);
  press("Add a passkey");
  await screen.findByText(/This is the desk of the study team/);
  expect(create).toHaveBeenCalledOnce();
  const sent = calls.find(({ path }) => path === "/api/account/passkeys");
  expect(sent?.body).toMatchObject({ id: "c", credential: { response: { attestationObject: "AQL6" } } });
});

it("says that no passkey was made, and that the device has one already", async () => {
  const answers = [new DOMException("", "NotAllowedError"), new DOMException("", "InvalidStateError")];
  withPasskeys(() => Promise.reject(answers.shift() ?? new Error("no more")));
  answering({
    [FACTORS]: { body: someFactors() },
    "POST /api/account/passkeys/options": { body: { id: "c", options } },
  });
  render(<App />);
  press("Add a passkey");
  await screen.findByText(/No passkey was made/);
  press("Add a passkey");
  await screen.findByText(/has a passkey for the portal already/);
});

it("leads from the password to the app and shows the recovery codes before it goes on", async () => {
  const scan = { secret: "GEZD GNBV", address: "otpauth://totp/x", picture: "data:image/svg+xml,x" };
  const calls = answering({
    [FACTORS]: [{ body: someFactors() }, { body: someFactors({ password: "2027-01-02T10:00:00Z" }) }],
    "PUT /api/account/password": { body: someFactors({ password: "2027-01-02T10:00:00Z" }) },
    "POST /api/account/app": { body: scan },
    "POST /api/account/app/confirmation": {
      body: { ...someFactors({ complete: true }), recovery_codes: ["ABCDE-12345", "FGHJK-67890"] },
    },
    [SESSION]: after(),
  });
  const { container } = render(<App />);
  await screen.findByText("Step 1 of 2");
  expect(screen.getByLabelText("New password").getAttribute("autocomplete")).toBe("new-password");
  type("New password", "four purple herons at noon");
  press("Save the password");
  await screen.findByText("Step 2 of 2");
  press("Set up the app");
  await screen.findByText("GEZD GNBV");
  await accessible(container);
  type("Code that the app shows now", "12");
  press("Use this app");
  expect(screen.getAllByText("The code has 6 digits; there are 2 here.")).toHaveLength(2);
  type("Code that the app shows now", "123456");
  press("Use this app");
  await screen.findByText("ABCDE-12345");
  await accessible(container);
  expect(calls.some(({ path }) => path === "/api/session")).toBe(false);
  press("I have kept them");
  await screen.findByText(/This is the desk of the study team/);
});

it("says at the field why a password is refused", async () => {
  const message = "Many people use this password.";
  const errors = [{ field: "password", message }];
  answering({
    [FACTORS]: { body: someFactors() },
    "PUT /api/account/password": { status: 422, body: { code: "password_common", title: "Weak", status: 422, errors } },
  });
  render(<App />);
  await screen.findByLabelText("New password");
  type("New password", "Password123456");
  press("Save the password");
  await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(2));
});
