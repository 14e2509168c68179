import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { CheckIn, Help, NewReport } from "../../api";
import { loadSymptoms } from "../../i18n";
import * as rows from "../../offline/rows";
import { flush, startOutbox, unsent, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { help } from "../data/answers";
import { forgetAll } from "../data/resource";
import { accessible, aHelp, answering, aSession, inside, show } from "../testing";
import CheckInPages from "./CheckInPages";
import { checkIns } from "./data";
import { beginAnew, change } from "./draft";
import { aHistory, anAlert, aReport, someCheckIns } from "./testing";

const SEND = "POST /api/me/check-ins/reports";
type Replies = Parameters<typeof answering>[0];

const refused = (code: string, detail: string) => ({ status: 422, body: { title: "No", detail, code, status: 422 } });
const serving = (more: Replies = {}, changed: Partial<CheckIn> = {}) =>
  answering({
    "GET /api/me/check-ins": { body: someCheckIns(changed) },
    "GET /api/me/check-ins/reports": { body: aHistory() },
    "GET /api/me/help": { body: aHelp() },
    "GET /api/session": { body: aSession() },
    ...more,
  });
const OFFLINE: Replies = { "GET /api/session": "offline", [SEND]: "offline", "GET /api/me/check-ins": "offline", "GET /api/me/help": "offline" };

const heading = (name: string | RegExp, level = 1) => screen.findByRole("heading", { level, name });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const text = () => document.body.textContent.replace(/\u00a0/g, " ");
const sent = (calls: ReturnType<typeof answering>) =>
  calls.filter(({ method }) => method === "POST").map(({ body }) => body as NewReport);

/** Sends answers with this one about pain, from the last page before it. Returns the report's id. */
async function send(severity: number, can_wait: boolean | null = null, serve?: (id: string) => void): Promise<string> {
  checkIns.set(someCheckIns());
  const { id } = beginAnew("symptoms", { answers: { "pain.frequency": 1, "pain.severity": severity } });
  serve?.(id);
  if (can_wait !== null) change("symptoms", { can_wait });
  history.replaceState(null, "", `/check-in/symptoms/${severity >= 3 ? "wait" : "review"}`);
  show(<CheckInPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Send check-in" }));
  return id;
}

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T15:00:00Z") });
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

it("says who reads it and by when", async () => {
  await send(1, null, (id) => serving({ [SEND]: { body: aReport({ id }) } }));
  await heading("Sent to your study team");
  expect(unsent.value).toEqual([]);
  await waitFor(() => expect(text()).toContain("The team reads it by Tuesday 24 November, 8:00 pm."));
  expect(text()).toContain("If you feel unwell now, or it gets worse, call.");
  expect(screen.queryByRole("heading", { name: "Call now" })).toBeNull();
});

it.each([
  ["the team reads it", aReport(), "The team reads it by Tuesday 24 November, 8:00 pm."],
  ["an alert says when it is looked at", aReport({ urgency: "urgent", alert: anAlert() }), "Your study team looks at it by Tuesday 24 November, 3:00 pm."],
])("after sending, %s", async (_name, report, words) => {
  serving({ [SEND]: { body: report }, "GET /api/me/check-ins/reports": { body: aHistory({ reports: [report] }) } });
  history.replaceState(null, "", "/check-in/sent/report-1");
  const { answered } = await import("./sending");
  answered.set(report);
  const { container } = show(<CheckInPages />);
  await heading("Sent to your study team");
  expect(text()).toContain(words);
  await accessible(container);
});

it("says to call now, with the team's number and the emergency number, also without a connection", async () => {
  help.set(aHelp());
  serving(OFFLINE);
  await send(4, true);
  await heading("Call now", 2);
  expect(screen.getByRole("link", { name: /Call the study team/ }).getAttribute("href")).toBe("tel:+13055550100");
  expect(screen.getByRole("link", { name: "Call 911" }).getAttribute("href")).toBe("tel:911");
  expect(await screen.findByText(/Not sent yet. It goes by itself when you are online. If you feel unwell now, call/)).toBeTruthy();
  await accessible(document.body);
});

it.each<[string, Partial<Help>, string]>([
  ["the number for outside office hours", {}, "tel:+13055550101"],
  ["the team's number where there is no other", { after_hours_phone: null }, "tel:+13055550100"],
])("gives %s when the office is closed", async (_name, change, number) => {
  vi.setSystemTime(new Date("2026-11-22T15:00:00Z")); // a Sunday
  help.set(aHelp(change));
  serving(OFFLINE);
  await send(4, true);
  await heading("Call now", 2);
  expect(screen.getByRole("link", { name: /Call the study team/ }).getAttribute("href")).toBe(number);
});

it("says where a number is found when the phone knows none", async () => {
  serving(OFFLINE);
  await send(4, true);
  await heading("Call now", 2);
  expect(await screen.findByText(/on the card and the consent form/)).toBeTruthy();
});

it("says to call now where she said that it cannot wait", async () => {
  serving({ [SEND]: { body: aReport() } });
  await send(3, false);
  await heading("Call now", 2);
});

it("says to call now where only the server finds so", async () => {
  await send(1, null, (id) => serving({ [SEND]: { body: aReport({ id, urgency: "call_now", alert: anAlert() }) } }));
  await heading("Sent to your study team");
  await heading("Call now", 2);
});

it("still says to call now when the page is opened anew", async () => {
  serving(OFFLINE);
  await send(4, true);
  await heading("Call now", 2);
  forgetAll();
  await heading("Call now", 2);
});

it("sends once, from the first moment that send was pressed, however often it is tried", async () => {
  const calls = serving({ [SEND]: { status: 500, body: {} } });
  const id = await send(1);
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  vi.setSystemTime(new Date("2026-11-24T16:00:00Z"));
  await flush(true);
  expect(sent(calls)).toHaveLength(2);
  expect(sent(calls)[1]).toEqual(sent(calls)[0]);
  expect(sent(calls)[0]).toMatchObject({ id, answered_at: "2026-11-24T15:00:00.000Z" });
});

it("sends a clock that is ahead once more with the time now", async () => {
  const replies: Replies = { [SEND]: refused("answered_in_future", "This time is still to come.") };
  const calls = serving(replies);
  await send(1);
  await heading("This could not be taken");
  expect(screen.getByText("This time is still to come.")).toBeTruthy();
  await accessible(document.body);
  serving({ [SEND]: { body: aReport() } });
  vi.setSystemTime(new Date("2026-11-24T14:00:00Z"));
  press("Send with the time now");
  await heading("Sent to your study team");
  expect(sent(calls)[0]?.answered_at).toBe("2026-11-24T15:00:00.000Z");
});

it.each(["unknown_check_in", "unknown_question", "answer_missing", "answer_not_asked", "answer_outside"])(
  "opens it again after %s with the answers that still fit",
  async (code) => {
    serving({ [SEND]: refused(code, "The questions have changed.") });
    const id = await send(1);
    await heading("This could not be taken");
    const [pain, cough] = someCheckIns().check_ins[0]?.items ?? [];
    const only = pain && cough ? [{ ...pain, questions: pain.questions.slice(0, 1) }, cough] : [];
    serving({}, { items: only, study_version: 4 });
    press("Open it again with my answers");
    await heading("Is there anything else?");
    press("Next");
    expect(await screen.findByRole("link", { name: "Pain Once or twice" })).toBeTruthy();
    expect(unsent.value.map((item) => item.id)).not.toContain(id);
  },
);

it("shows the server's words where nothing can be mended, and lets her remove it", async () => {
  serving({ [SEND]: refused("not_taking_part", "You no longer take part.") });
  await send(1);
  await heading("This could not be taken");
  expect(screen.getByText("You no longer take part.")).toBeTruthy();
  press("Remove it from this phone");
  await waitFor(() => expect(unsent.value).toEqual([]));
});

it("keeps the draft and says so when the phone is full and there is no connection, and says to call", async () => {
  vi.spyOn(rows, "add").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  help.set(aHelp());
  serving(OFFLINE);
  await send(4, false);
  expect(await screen.findByText(/This phone has no room to keep it/)).toBeTruthy();
  await heading("Call now", 2);
  expect(screen.getByRole("radio", { name: "No, it cannot wait" })).toBeTruthy();
});

it("sends straight to the server from a phone that keeps nothing", async () => {
  vi.spyOn(rows, "add").mockRejectedValue(new Error("off"));
  const calls = serving({ [SEND]: { body: aReport() } });
  await send(1);
  await heading("Sent to your study team");
  expect(sent(calls)).toHaveLength(1);
});
