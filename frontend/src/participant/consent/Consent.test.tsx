import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import type { ConsentStanding, ConsentText } from "../../api";
import { loadConsent } from "../../i18n";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, aHelp, answering, aToday, inside, show } from "../testing";
import { ChangesPage } from "./ChangesPage";
import { ChoicesPage } from "./ChoicesPage";
import { readHere } from "./data";
import { LeavePage } from "./LeavePage";
import { OverviewPage } from "./OverviewPage";
import { QuizPage } from "./QuizPage";
import { ReadPage } from "./ReadPage";
import { SignPage } from "./SignPage";

const words = (text: string, term: string | null = null) => ({ text, strong: false, term });
const section = (key: string, title: string) => ({
  key,
  title,
  minutes: 1,
  blocks: [{ kind: "paragraph" as const, items: [[words("A test called "), words("ctDNA", "ctdna"), words(".")]] }],
});

const aText = (change: Partial<ConsentText> = {}): ConsentText => ({
  version_id: "version-1",
  version: "1",
  language: "en",
  languages: ["en", "es"],
  title: "Consent",
  notice: "Sample.",
  key_information: [section("key_what", "What it is about")],
  sections: [section("purpose", "Why"), section("risks", "Risks")],
  glossary: [{ key: "ctdna", term: "ctDNA", meaning: "Tiny pieces of tumor DNA." }],
  quiz: [
    {
      key: "risk",
      ask: "What is the main risk?",
      options: [
        { key: "none", text: "None" },
        { key: "back", text: "It may come back" },
      ],
      section: "risks",
    },
  ],
  choices: [{ key: "share", ask: "May we share?", explain: "Coded.", yes: "Yes, share", no: "No, do not" }],
  meaning: "I agree.",
  changes: [],
  ...change,
});

const aStanding = (change: Partial<ConsentStanding> = {}): ConsentStanding => ({
  standing: "none",
  to_sign: true,
  again: false,
  sign_by: null,
  visits_wait: false,
  version_id: "version-1",
  version: "1",
  minutes: 8,
  state: "reading",
  decision: null,
  progress: { sections_read: [], place: null, quiz_right: [], choices: {}, ready: false },
  questions: [],
  held: false,
  signatures: [],
  awaited: [],
  choices: {},
  copies: [],
  withdrawals: [],
  name: "Eleanor Whitfield",
  team_name: "The team",
  ...change,
});

const READY = {
  sections_read: ["key_what", "purpose", "risks"],
  place: null,
  quiz_right: ["risk"],
  choices: { share: true },
  ready: true,
};

/** A server with this standing and text, and what else it answers. */
const serving = (standing: ConsentStanding, more: Parameters<typeof answering>[0] = {}, text = aText()) =>
  answering({
    "GET /api/me/consent": { body: standing },
    "GET /api/me/consent/text": { body: text },
    "GET /api/me/today": { body: aToday({ help: aHelp() }) },
    "POST /api/me/consent/reading": { body: standing },
    ...more,
  });

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const bodies = (calls: ReturnType<typeof answering>, path: string) =>
  calls.filter((call) => call.path === path && call.body !== undefined).map((call) => call.body);

beforeEach(async () => {
  localStorage.clear();
  history.replaceState(null, "", "/consent");
  await wipe();
  forgetAll();
  readHere.value = new Set();
  await inside("en");
  await loadConsent();
});

it("says how long it takes and leads to the first chapter that is not read", async () => {
  serving(aStanding());
  const { container } = show(<OverviewPage />);
  const begin = await screen.findByRole("link", { name: "Begin to read" });
  expect(begin.getAttribute("href")).toBe("/consent/read/key_what");
  expect(container.textContent).toContain("About 8 minutes to read");
  await accessible(container);
});

it("explains a word where it stands, and marks the chapter as read on going on", async () => {
  const calls = serving(aStanding());
  const { container } = show(<ReadPage section="purpose" />);
  fireEvent.click(await screen.findByRole("button", { name: "ctDNA" }));
  expect(screen.getByRole("dialog").textContent).toContain("Tiny pieces of tumor DNA.");
  await accessible(container);
  press("Next");
  await waitFor(() => expect(location.pathname).toBe("/consent/read/risks"));
  await waitFor(() => {
    const events = bodies(calls, "/api/me/consent/reading").flatMap((body) => (body as { events: { kind: string }[] }).events);
    expect(events.map(({ kind }) => kind)).toContain("section");
  });
});

it("goes on reading without a connection, and says so nowhere in the way", async () => {
  serving(aStanding(), { "POST /api/me/consent/reading": "offline" });
  show(<ReadPage section="purpose" />);
  fireEvent.click(await screen.findByRole("button", { name: "Next" }));
  await waitFor(() => expect(location.pathname).toBe("/consent/read/risks"));
  expect(readHere.value.has("purpose")).toBe(true);
});

it("sends a question from its paragraph, with the wish to have the answer first", async () => {
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000001");
  const path = "/api/me/consent/questions/00000000-0000-4000-8000-000000000001";
  const calls = serving(aStanding(), { [`PUT ${path}`]: { body: aStanding() } });
  const { container } = show(<ReadPage section="purpose" />);
  fireEvent.click(await screen.findByRole("button", { name: "Ask about this" }));
  press("Send question");
  expect(screen.getByText("Write your question first.")).toBeTruthy();
  fireEvent.input(screen.getByLabelText("Your question"), { target: { value: "How soon?" } });
  fireEvent.click(screen.getByRole("checkbox"));
  await accessible(container);
  press("Send question");
  await screen.findByText(/Your question is with the team/);
  expect(bodies(calls, path)).toEqual([
    { version_id: "version-1", section: "purpose", paragraph: 0, text: "How soon?", holds: true },
  ]);
});

it("leads a wrong answer to the passage and lets one try again", async () => {
  const wrong = { right: false, explain: "", section: "risks", standing: aStanding() };
  serving(aStanding(), { "POST /api/me/consent/quiz": { body: wrong } });
  const { container } = show(<QuizPage question="risk" />);
  await screen.findByRole("button", { name: "Answer" });
  press("Answer");
  expect(screen.getByText("Choose an answer.")).toBeTruthy();
  fireEvent.click(screen.getByRole("radio", { name: "None" }));
  press("Answer");
  const passage = await screen.findByRole("link", { name: "Read the passage" });
  expect(passage.getAttribute("href")).toBe("/consent/read/risks?quiz=risk");
  expect(container.textContent).not.toContain("Next");
  await accessible(container);
});

it("presets no choice, and names each that is open", async () => {
  const calls = serving(aStanding(), { "PUT /api/me/consent/choices": { body: aStanding() } });
  const { container } = show(<ChoicesPage />);
  await screen.findByRole("radio", { name: "Yes, share" });
  expect(screen.getAllByRole("radio").filter((radio) => (radio as HTMLInputElement).checked)).toEqual([]);
  press("Next");
  expect(within(screen.getByRole("alert")).getByRole("link").textContent).toContain("May we share?");
  await accessible(container);
  fireEvent.click(screen.getByRole("radio", { name: "No, do not" }));
  press("Next");
  await waitFor(() => expect(bodies(calls, "/api/me/consent/choices")).toEqual([{ version_id: "version-1", choices: { share: false } }]));
});

it("does not let her sign while an answer is waited for", async () => {
  serving(aStanding({ progress: READY, held: true }));
  show(<SignPage />);
  expect(await screen.findByText(/You asked for an answer before you sign/)).toBeTruthy();
  expect(screen.queryByLabelText("Type your full name")).toBeNull();
});

it("signs with the name and a fresh code, and keeps the name when the code is wrong", async () => {
  const ticket = { id: "ticket", email: "eleanor@example.org", expires_in_seconds: 600, resend_in_seconds: 60 };
  const refusal = { title: "No", detail: "That code is not right.", status: 422, code: "wrong_code", errors: [{ field: "code", message: "That code is not right." }] };
  const calls = serving(aStanding({ progress: READY }), {
    "POST /api/step-up": { status: 202, body: ticket },
    "POST /api/step-up/ticket": { status: 422, body: refusal },
  });
  const { container } = show(<SignPage />);
  await screen.findByLabelText("Type your full name");
  press("Send me a code");
  expect(screen.getByText("Type your full name.")).toBeTruthy();
  fireEvent.input(screen.getByLabelText("Type your full name"), { target: { value: "Eleanor Whitfield" } });
  press("Send me a code");
  fireEvent.input(await screen.findByLabelText("Code from the mail"), { target: { value: "1234 5678" } });
  press("Sign");
  await screen.findByText("That code is not right.");
  expect(screen.getByLabelText<HTMLInputElement>("Type your full name").value).toBe("Eleanor Whitfield");
  expect(bodies(calls, "/api/step-up/ticket")).toEqual([{ code: "12345678" }]);
  await accessible(container);
});

it("shows what came and what went, in words too", async () => {
  const change = {
    section: "risks",
    title: "Risks",
    kind: "changed" as const,
    summary: "We say more.",
    blocks: [
      [
        { text: "It ", mark: "same" as const },
        { text: "will", mark: "removed" as const },
        { text: "may", mark: "added" as const },
      ],
    ],
  };
  serving(aStanding({ again: true }), {}, aText({ changes: [change] }));
  const { container } = show(<ChangesPage />);
  await screen.findByText("We say more.");
  expect(container.querySelector("ins")?.textContent).toContain("may");
  expect(container.querySelector("del")?.textContent).toContain("Removed:");
  await accessible(container);
});

it("says what leaving means before it is done, and asks for no reason", async () => {
  const option = { scope: "visits", choice: null, title: "Stop the visits", explain: "No more visits.", data: "It stays.", ends: 3 };
  const calls = serving(aStanding({ to_sign: false, standing: "in_force" }), {
    "GET /api/me/consent/withdrawal": { body: { options: [option] } },
    "POST /api/me/consent/withdrawal": { body: aStanding({ to_sign: false, standing: "records_only" }) },
  });
  const { container } = show(<LeavePage chosen="visits" />);
  expect(await screen.findByText("3 visits ahead are taken off your schedule.")).toBeTruthy();
  await accessible(container);
  press("Stop the visits");
  await waitFor(() => expect(location.pathname).toBe("/consent/leave/done"));
  expect(bodies(calls, "/api/me/consent/withdrawal")).toMatchObject([{ scope: "visits", choice: null, reason: "" }]);
});
