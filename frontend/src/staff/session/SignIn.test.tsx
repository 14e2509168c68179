import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { App } from "../shell/App";
import { accessible, answering, atTheDesk } from "../testing";
import { me, session } from "./session";

const account = { id: "1", name: "Ana Ruiz", email: "ana@example.org", language: "en", time_zone: null };
const nobody = { account: null, roles: [], home: null, demo: false, study: null, languages: ["en"] };
const CODE = "POST /api/sign-in/code";
const ENTER = "POST /api/sign-in";
const sent = { status: 202, body: { ticket: "t", expires_in_seconds: 600, resend_in_seconds: 60 } };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(async () => {
  await atTheDesk();
  me.value = null;
  session.value = nobody;
});

it("asks for the e-mail before it sends a code", async () => {
  const calls = answering({});
  const { container } = render(<App />);
  press("Send me a code");
  expect(screen.getByText(/Enter your e-mail/)).toBeTruthy();
  expect(calls).toEqual([]);
  await accessible(container);
});

it("takes a pasted code with spaces, and says what is wrong with another", async () => {
  const wrong = { code: "wrong_code", title: "Wrong", detail: "This code is not right. 4 tries left.", status: 422 };
  const calls = answering({ [CODE]: sent, [ENTER]: { status: 422, body: wrong } });
  const { container } = render(<App />);
  type("Your work e-mail", "ana@example.org");
  press("Send me a code");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "1234");
  press("Sign in");
  expect(screen.getByText("The code has 8 digits; there are 4 here.")).toBeTruthy();
  type("Code from the mail", " 1234 5678 ");
  press("Sign in");
  await screen.findByText(wrong.detail);
  expect(calls.at(-1)?.body).toEqual({ ticket: "t", code: "12345678" });
  await accessible(container);
});

it("leads somebody who only takes part to her own app", async () => {
  answering({ [CODE]: sent, [ENTER]: { body: { ...nobody, account, roles: ["participant"], home: "participant" } } });
  const { container } = render(<App />);
  type("Your work e-mail", "ana@example.org");
  press("Send me a code");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "12345678");
  press("Sign in");
  await waitFor(() => expect(screen.getByRole("link", { name: "Go to my app" }).getAttribute("href")).toBe("/"));
  await accessible(container);
});
