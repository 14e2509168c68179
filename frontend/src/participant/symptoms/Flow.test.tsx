import "fake-indexeddb/auto";

import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { CheckIns, NewReport } from "../../api";
import { loadSymptoms } from "../../i18n";
import { startOutbox, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, aHelp, answering, aSession, inside, show } from "../testing";
import CheckInPages from "./CheckInPages";
import { aHistory, aReport, someCheckIns } from "./testing";

const SEND = "POST /api/me/check-ins/reports";
type Replies = Parameters<typeof answering>[0];

const serving = (more: Replies = {}, found: CheckIns = someCheckIns()) =>
  answering({
    "GET /api/me/check-ins": { body: found },
    "GET /api/me/check-ins/reports": { body: aHistory() },
    "GET /api/me/help": { body: aHelp() },
    "GET /api/session": { body: aSession() },
    [SEND]: { body: aReport() },
    ...more,
  });

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const choose = (name: string) => fireEvent.click(screen.getByRole("radio", { name }));
const sent = (calls: ReturnType<typeof answering>) =>
  calls.filter(({ method, path }) => method === "POST" && path === "/api/me/check-ins/reports").map(({ body }) => body as NewReport);
const last = (calls: ReturnType<typeof answering>) => sent(calls).at(-1);

async function answerAll(pain: string, strong = "Light") {
  fireEvent.click(await screen.findByRole("button", { name: "Start check-in" }));
  await heading("How often did you have pain?");
  choose(pain);
  press("Next");
  if (pain !== "Never") {
    await heading("How strong was the pain?");
    choose(strong);
    press("Next");
  }
  await heading("How strong was your cough?");
  press("Skip this question");
  await heading("Did you find a new lump?");
  choose("No");
  press("Next");
  await heading("Is there anything else?");
  press("Next");
  await heading("Look at your answers");
}

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T15:00:00Z") });
  history.replaceState(null, "", "/check-in");
  await wipeOutbox();
  await wipe();
  forgetAll();
  await inside("en");
  await loadSymptoms();
  stop = startOutbox("me");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it("asks one question a page, counts symptoms, and sends what was answered", async () => {
  const calls = serving();
  const { container } = show(<CheckInPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Start check-in" }));
  await heading("How often did you have pain?");
  expect(screen.getByText("1 of 3")).toBeTruthy();
  expect(screen.getByText("In the last 7 days")).toBeTruthy();
  expect(screen.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent)).toEqual([
    ...["Never", "Once or twice", "Now and then", "Often", "Nearly all the time"],
  ]);
  await accessible(container);
  choose("Once or twice");
  press("Next");
  await heading("How strong was the pain?");
  expect(screen.getByText("1 of 3")).toBeTruthy();
  choose("Medium");
  press("Next");
  await heading("How strong was your cough?");
  expect(screen.getByText("2 of 3")).toBeTruthy();
  press("Skip this question");
  await heading("Did you find a new lump?");
  choose("No");
  press("Next");
  await heading("Is there anything else?");
  fireEvent.input(screen.getByRole("textbox", { name: "Your note" }), { target: { value: " My knee hurts. " } });
  press("Next");
  await heading("Look at your answers");
  expect(screen.getByRole("link", { name: "Pain Once or twice, Medium" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Cough Skipped" })).toBeTruthy();
  await accessible(container);
  press("Send check-in");
  await heading("Sent to your study team");
  expect(last(calls)).toMatchObject({
    check_in: "symptoms",
    study_version: 3,
    language: "en",
    answers: { "pain.frequency": 1, "pain.severity": 2, "cough.severity": null, "lump.presence": 0 },
    note: "My knee hurts.",
    can_wait: null,
    answered_at: "2026-11-24T15:00:00.000Z",
  });
});

it("leaves out the later questions of a symptom that was not there", async () => {
  const calls = serving();
  show(<CheckInPages />);
  await answerAll("Never");
  expect(screen.getByRole("link", { name: "Pain Never" })).toBeTruthy();
  press("Send check-in");
  await waitFor(() => expect(last(calls)?.answers).toEqual({ "pain.frequency": 0, "cough.severity": null, "lump.presence": 0 }));
});

it("asks for an answer or a skip, and says so at the answers", async () => {
  serving();
  const { container } = show(<CheckInPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Start check-in" }));
  await heading("How often did you have pain?");
  press("Next");
  expect(await screen.findByText("Choose an answer, or skip this question.")).toBeTruthy();
  await accessible(container);
});

it("loses nothing by going back", async () => {
  serving();
  show(<CheckInPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Start check-in" }));
  await heading("How often did you have pain?");
  choose("Often");
  press("Next");
  await heading("How strong was the pain?");
  history.back();
  await heading("How often did you have pain?");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Often" }).checked).toBe(true);
});

it("goes on where one stopped, also after the app was closed, with the same id", async () => {
  const calls = serving();
  show(<CheckInPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Start check-in" }));
  await heading("How often did you have pain?");
  choose("Never");
  press("Next");
  await heading("How strong was your cough?");
  await new Promise((done) => setTimeout(done, 20));
  cleanup();
  forgetAll(); // what is in memory is gone; what is on the phone is not
  history.replaceState(null, "", "/check-in");
  show(<CheckInPages />);
  expect(await screen.findByText(/You began one on Tuesday 24 November/)).toBeTruthy();
  fireEvent.click(screen.getByRole("link", { name: "Go on with it" }));
  await heading("How strong was your cough?");
  expect(calls.filter(({ method }) => method === "POST")).toEqual([]);
});

it("asks from the review for the rest of a changed symptom only", async () => {
  serving();
  show(<CheckInPages />);
  await answerAll("Never");
  fireEvent.click(screen.getByRole("link", { name: "Pain Never" }));
  await heading("How often did you have pain?");
  choose("Often");
  press("Next");
  await heading("How strong was the pain?");
  choose("Light");
  press("Next");
  await heading("Look at your answers");
  expect(screen.getByRole("link", { name: "Pain Often, Light" })).toBeTruthy();
});

it("asks whether it can wait where the rules say so, and needs an answer to that", async () => {
  const calls = serving({ [SEND]: { body: aReport() } });
  const { container } = show(<CheckInPages />);
  await answerAll("Often");
  expect(screen.queryByRole("button", { name: "Send check-in" })).toBeNull();
  press("Next");
  await heading("Can this wait until the team calls you?");
  await accessible(container);
  press("Send check-in");
  expect(await screen.findByText("Choose yes or no.")).toBeTruthy();
  choose("Yes, it can wait");
  press("Send check-in");
  await heading("Sent to your study team");
  expect(last(calls)?.can_wait).toBe(true);
  expect(screen.queryByRole("heading", { name: "Call now" })).toBeNull();
});

it("says how many letters are left only near the end of the note", async () => {
  serving();
  show(<CheckInPages />);
  await answerAll("Never");
  fireEvent.click(screen.getByRole("link", { name: "Your note Nothing written" }));
  await heading("Is there anything else?");
  const note = screen.getByRole("textbox", { name: "Your note" });
  fireEvent.input(note, { target: { value: "a".repeat(3000) } });
  expect(screen.queryByText(/Room for/)).toBeNull();
  fireEvent.input(note, { target: { value: "a".repeat(3990) } });
  expect(await screen.findByText("Room for 10 more characters")).toBeTruthy();
});

it("works without a connection once the questions are on the phone, and is one report however often it is tried", async () => {
  serving();
  const { unmount } = show(<CheckInPages />);
  await screen.findByRole("button", { name: "Start check-in" });
  unmount();
  const calls = serving({ "GET /api/me/check-ins": "offline", "GET /api/session": "offline", [SEND]: "offline", "GET /api/me/help": "offline" });
  show(<CheckInPages />);
  await answerAll("Never");
  press("Send check-in");
  await heading("Kept on this phone, not sent yet");
  expect(screen.getByText(/It goes by itself when you are online. If you feel unwell now, call/)).toBeTruthy();
  expect(sent(calls)).toEqual([]);
});

it("leads to the start from an address within a check-in that is not begun", async () => {
  serving();
  history.replaceState(null, "", "/check-in/symptoms/review");
  show(<CheckInPages />);
  expect(await screen.findByRole("button", { name: "Start check-in" })).toBeTruthy();
});
