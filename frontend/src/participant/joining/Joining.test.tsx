import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { loadJoining } from "../../i18n";
import { standing } from "../data/session";
import { accessible, aHelp, answering, aSession, inside, nobody, show } from "../testing";
import type { Invited } from "./data";
import JoinPage from "./JoinPage";

const CODE = "7K3M-9QXT-4B2D";
const anInvited = (change: Partial<Invited> = {}): Invited => ({
  kind: "participant",
  study: "Free-HER",
  site: "Bayside",
  invited_by: "Grace Okafor",
  language: "es",
  languages: ["en", "es"],
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  email: "r•••@example.org",
  last_day: "2099-03-23",
  asks_name: false,
  team: aHelp(),
  ...change,
});
const LOOK = { "POST /api/join/look": { body: anInvited() } };
const PROOF = { "POST /api/join/email": { status: 202, body: { ticket: "T", expires_in_seconds: 600, resend_in_seconds: 60 } } };
const refusal = (field: string, code: string, message: string) => ({
  status: 422,
  body: { title: "Please check", detail: message, code, status: 422, errors: [{ field, message }] },
});
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(async () => {
  await loadJoining();
  await inside("en");
  standing.value = { kind: "out", session: nobody(), why: "new" };
  history.replaceState(null, "", "/join");
});

it("takes the code from the address, which forgets it at once", async () => {
  history.replaceState(null, "", `/join#${CODE}`);
  const calls = answering(LOOK);
  const { container } = show(<JoinPage />);
  await screen.findByRole("heading", { name: "This is your invitation" });
  expect(location.hash).toBe("");
  expect(calls[0]?.body).toEqual({ code: CODE });
  expect(screen.getByText(/Grace Okafor/)).toBeTruthy();
  await accessible(container);
});

it("counts the letters before it asks, and takes them however they are typed", async () => {
  const calls = answering(LOOK);
  const { container } = show(<JoinPage />);
  type("Code of your invitation", "7k3m 9qxt");
  press("Continue");
  expect(screen.getByText("A code has 12 letters and numbers. You typed 8.")).toBeTruthy();
  expect(calls).toEqual([]);
  await accessible(container);
  type("Code of your invitation", "7k3m 9qxt 4b2d");
  press("Continue");
  await screen.findByRole("heading", { name: "This is your invitation" });
});

async function atTheMail(more = {}) {
  const calls = answering({ ...LOOK, ...PROOF, ...more });
  history.replaceState(null, "", `/join#${CODE}`);
  const shown = show(<JoinPage />);
  await screen.findByRole("heading", { name: "This is your invitation" });
  press("Continue");
  await accessible(shown.container);
  press("Continue");
  await screen.findByRole("heading", { name: "What is your email address?" });
  await accessible(shown.container);
  press("Use another address");
  type("Email address", "her@example.org");
  press("Send me a code");
  await screen.findByLabelText("Code");
  return { ...shown, calls };
}

it("lets her in with the code from the mail, and says how to come back", async () => {
  const { calls, container } = await atTheMail({ "POST /api/join": { body: aSession() } });
  await accessible(container);
  type("Code", "1234 5678");
  press("Join");
  await screen.findByRole("heading", { name: "You are in" });
  await waitFor(() => expect(standing.value.kind).toBe("in"));
  const sent = calls.find(({ path }) => path === "/api/join")?.body;
  expect(sent).toMatchObject({ code: CODE, ticket: "T", mail_code: "12345678", language: "en", time_zone: null });
  await accessible(container);
});

it("needs no typing where the team has noted her address", async () => {
  const calls = answering({ ...LOOK, ...PROOF });
  history.replaceState(null, "", `/join#${CODE}`);
  show(<JoinPage />);
  await screen.findByRole("heading", { name: "This is your invitation" });
  press("Continue");
  press("Continue");
  press("Send the code to r•••@example.org");
  await screen.findByLabelText("Code");
  expect(calls.at(-1)?.body).toEqual({ code: CODE, email: null });
});

it("says a wrong mail code at the code", async () => {
  await atTheMail({ "POST /api/join": refusal("mail_code", "wrong_code", "That code is not right. Tries left: 4.") });
  type("Code", "12345678");
  press("Join");
  await screen.findByText("That code is not right. Tries left: 4.");
});

it("leads back to the address where that cannot be used, with the team's number", async () => {
  await atTheMail({ "POST /api/join": refusal("email", "takes_part_already", "This address takes part already.") });
  type("Code", "12345678");
  press("Join");
  await screen.findByText("This address takes part already.");
  expect(screen.getByRole("link", { name: /305-555-0100/ }).getAttribute("href")).toBe("tel:+13055550100");
  expect(screen.getByLabelText("Email address")).toBeTruthy();
});

it("leads back to the code where somebody used it meanwhile", async () => {
  await atTheMail({ "POST /api/join": refusal("code", "invitation_used", "This code has been used already.") });
  type("Code", "12345678");
  press("Join");
  await screen.findByText("This code has been used already.");
  expect(screen.getByLabelText("Code of your invitation")).toBeTruthy();
});

it("asks whoever is signed in on this phone to sign out first", async () => {
  standing.value = { kind: "in", session: aSession() };
  answering({ ...LOOK, "POST /api/sign-out": { status: 204 } });
  history.replaceState(null, "", `/join#${CODE}`);
  const { container } = show(<JoinPage />);
  await screen.findByRole("heading", { name: "Someone is signed in here" });
  await accessible(container);
  press("Sign out and go on");
  await screen.findByRole("heading", { name: "This is your invitation" });
});

it("speaks Spanish from the language question on", async () => {
  answering(LOOK);
  history.replaceState(null, "", `/join#${CODE}`);
  show(<JoinPage />);
  await screen.findByRole("heading", { name: "This is your invitation" });
  press("Continue");
  fireEvent.click(screen.getByLabelText("Español"));
  await screen.findByRole("heading", { name: "¿Qué idioma prefiere?" });
});
