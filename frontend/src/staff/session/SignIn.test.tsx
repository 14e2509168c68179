import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { App } from "../shell/App";
import { accessible, answering, atTheDesk } from "../testing";
import { me, session } from "./session";

const account = { id: "1", name: "Ana Ruiz", email: "ana@example.org", language: "en", time_zone: null };
const nobody = {
  account: null,
  roles: [],
  home: null,
  demo: false,
  study: null,
  languages: ["en"],
  place: null,
  places: [],
  help_ended: false,
  setting_up: false,
  passkeys: false,
  sign_on: null,
};
const takesPart = { ...nobody, account, roles: ["participant"], home: "participant" };
const PASSWORD = "POST /api/sign-in/password";
const SECOND = "POST /api/sign-in/second";
const OPTIONS = "POST /api/sign-in/passkey/options";
const PASSKEY = "POST /api/sign-in/passkey";
const first = { body: { ticket: "t", expires_in_seconds: 600 } };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

async function firstStep() {
  type("Your work e-mail", "ana@example.org");
  type("Password", "four purple herons at noon");
  press("Go on");
  await screen.findByLabelText("Code from your app");
}

/** A browser that has passkeys; `answer` is what the person does when she is asked. */
function withPasskeys(answer: () => Promise<unknown>) {
  vi.stubGlobal("PublicKeyCredential", () => undefined);
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { get: answer } });
  session.value = { ...nobody, passkeys: true };
}

beforeEach(async () => {
  vi.unstubAllGlobals();
  await atTheDesk();
  me.value = null;
  session.value = nobody;
});

it("asks for e-mail and password before it sends them", async () => {
  const calls = answering({});
  const { container } = render(<App />);
  press("Go on");
  expect(screen.getAllByText(/Enter your e-mail/)).toHaveLength(2);
  expect(screen.getAllByText("Type your password.")).toHaveLength(2);
  expect(calls).toEqual([]);
  await accessible(container);
});

it("lets password managers fill in and shows what is typed when asked to", () => {
  render(<App />);
  expect(screen.getByLabelText("Your work e-mail").getAttribute("autocomplete")).toBe("username");
  const field = screen.getByLabelText<HTMLInputElement>("Password");
  expect([field.type, field.autocomplete]).toEqual(["password", "current-password"]);
  fireEvent.click(screen.getByLabelText("Show what I type"));
  expect(screen.getByLabelText<HTMLInputElement>("Password").type).toBe("text");
});

it("says at the field that the two do not go together, and keeps what was typed", async () => {
  const message = "The e-mail address and the password do not go together.";
  const errors = [{ field: "password", message }];
  answering({ [PASSWORD]: { status: 422, body: { code: "wrong_password", title: "Wrong", status: 422, errors } } });
  render(<App />);
  type("Your work e-mail", "ana@example.org");
  type("Password", "not hers at all");
  press("Go on");
  expect(await screen.findAllByText(message)).toHaveLength(2);
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("not hers at all");
});

it("takes a pasted code with spaces, and says what is wrong with another", async () => {
  const wrong = { code: "wrong_second", title: "Wrong", detail: "This code is wrong.", status: 422 };
  const calls = answering({ [PASSWORD]: first, [SECOND]: { status: 422, body: wrong } });
  const { container } = render(<App />);
  await firstStep();
  expect(screen.getByLabelText("Code from your app").getAttribute("autocomplete")).toBe("one-time-code");
  type("Code from your app", "1234");
  press("Sign in");
  expect(screen.getByText("The code has 6 digits; there are 4 here.")).toBeTruthy();
  type("Code from your app", "123 456");
  press("Sign in");
  await screen.findByText(wrong.detail);
  expect(calls.at(-1)?.body).toEqual({ ticket: "t", code: "123 456" });
  await accessible(container);
});

it("takes a recovery code of who has no phone at hand", async () => {
  const calls = answering({ [PASSWORD]: first, [SECOND]: { body: takesPart } });
  const { container } = render(<App />);
  await firstStep();
  press("I do not have my phone");
  press("Sign in");
  expect(screen.getByText("Type a recovery code.")).toBeTruthy();
  await accessible(container);
  type("Recovery code", "ABCDE-12345");
  press("Sign in");
  await screen.findByText(/This is the desk of the study team/);
  expect(calls.at(-1)?.body).toEqual({ ticket: "t", code: "ABCDE-12345" });
});

it("begins anew when the second step took too long", async () => {
  const late = { code: "second_expired", title: "Late", detail: "Too much time has passed.", status: 422 };
  answering({ [PASSWORD]: first, [SECOND]: { status: 422, body: late } });
  render(<App />);
  await firstStep();
  type("Code from your app", "123456");
  press("Sign in");
  await screen.findByText(late.detail);
  expect(screen.queryByRole("button", { name: "Sign in" })).toBeNull();
  press("Back to e-mail and password");
  expect(screen.getByLabelText("Your work e-mail")).toBeTruthy();
});

it("offers no passkey where the browser or the address knows none", () => {
  render(<App />);
  expect(screen.queryByRole("button", { name: "Use a passkey" })).toBeNull();
});

it("signs in with a passkey and nothing typed", async () => {
  const raw = new Uint8Array([1, 2, 250]).buffer;
  const made = { id: "AQL6", rawId: raw, type: "public-key", response: { signature: raw, clientDataJSON: raw } };
  const get = vi.fn(() => Promise.resolve(made));
  withPasskeys(get);
  const options = { challenge: "AQL6", rpId: "localhost", allowCredentials: [], userVerification: "required" };
  const calls = answering({ [OPTIONS]: { body: { id: "c", options } }, [PASSKEY]: { body: takesPart } });
  const { container } = render(<App />);
  await accessible(container);
  press("Use a passkey");
  await screen.findByText(/This is the desk of the study team/);
  const [asked] = get.mock.calls[0] as unknown as [{ publicKey: { challenge: Uint8Array; rpId: string } }];
  expect([...asked.publicKey.challenge]).toEqual([1, 2, 250]);
  const answer = { signature: "AQL6", clientDataJSON: "AQL6" };
  expect(calls.at(-1)?.body).toMatchObject({ id: "c", credential: { id: "AQL6", rawId: "AQL6", response: answer } });
});

it("takes a no to the passkey calmly", async () => {
  withPasskeys(() => Promise.reject(new DOMException("", "NotAllowedError")));
  answering({ [OPTIONS]: { body: { id: "c", options: { challenge: "AQL6" } } } });
  render(<App />);
  press("Use a passkey");
  await screen.findByText(/No passkey was used/);
});

it("leads somebody who only takes part to her own app", async () => {
  answering({ [PASSWORD]: first, [SECOND]: { body: takesPart } });
  const { container } = render(<App />);
  await firstStep();
  type("Code from your app", "123456");
  press("Sign in");
  await waitFor(() => expect(screen.getByRole("link", { name: "Go to my app" }).getAttribute("href")).toBe("/"));
  await accessible(container);
});
