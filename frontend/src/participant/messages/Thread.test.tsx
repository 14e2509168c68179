import "fake-indexeddb/auto";

import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { unread } from "./data";
import { accessible, show } from "../testing";
import { fresh, heading, OFFLINE, press, READ, SEND, sent, serving, text, THREAD, type } from "./harness";
import MessagesPages from "./MessagesPages";
import { aFile, aMessage, anAnswer, aRow, aThread, NOW, theirs } from "./testing";
import { answerInWords } from "./words";

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: NOW });
  stop = await fresh("/messages/thread-1");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const items = () => within(screen.getByRole("main")).getAllByRole("listitem");
const bubble = (words: string) => items().find(({ textContent }) => textContent.includes(words));
/** As long as the phone waits before it asks again. */
const later = () => act(() => void vi.advanceTimersByTime(20_000));

it("shows who wrote what and when, day by day, and what became of her own", async () => {
  serving({}, aThread([aMessage({ read: true }), aMessage({ id: "message-2", text: "Or at 11?", at: "2026-11-23T16:00:00Z" }), theirs({ unread: false })]));
  const { container } = show(<MessagesPages />);
  await heading("A visit or scan");
  await heading(/^Monday 23.November$/, 2);
  await heading("Today", 2);
  expect(bubble("May I come at 10?")?.textContent).toMatch(/^You.*3:00.pm.*Read by the team/);
  expect(bubble("Or at 11?")?.textContent).toMatch(/4:00.pm.*Received/);
  expect(bubble("Yes, come at 10.")?.textContent).toMatch(/^Grace Okafor, study team/);
  expect(bubble("Yes, come at 10.")?.textContent).not.toContain("Received");
  await accessible(container);
});

it("names the care partner where it was not she who wrote", async () => {
  serving({}, aThread([aMessage({ mine: false, author: "Robert Whitfield" })]));
  show(<MessagesPages />);
  await waitFor(() => expect(bubble("May I come")?.textContent).toMatch(/^Robert Whitfield/));
  expect(screen.queryByRole("button", { name: /^Correct your message/ })).toBeNull();
});

it("says once that what is on the screen was read, and the number goes", async () => {
  const calls = serving({ threads: [aRow({ unread: 1 })], unread: 1 }, aThread([aMessage(), theirs()]));
  show(<MessagesPages />);
  await waitFor(() => expect(unread.shown.value.data).toBe(0));
  const reads = calls.filter(({ method, path }) => `${method} ${path}` === READ);
  expect(reads.map(({ body }) => body)).toEqual([{ through: "answer-1" }]);
  expect(text()).toContain("New messages");
});

it("does not say that it was read while the page is behind another", async () => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  const calls = serving({}, aThread([aMessage(), theirs()]));
  show(<MessagesPages />);
  await waitFor(() => expect(text()).toContain("Yes, come at 10."));
  expect(calls.some(({ method, path }) => `${method} ${path}` === READ)).toBe(false);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
  fireEvent(document, new Event("visibilitychange"));
  await waitFor(() => expect(calls.some(({ method, path }) => `${method} ${path}` === READ)).toBe(true));
});

it("shows what the team writes without being loaded anew, and says so to who cannot see it", async () => {
  serving();
  show(<MessagesPages />);
  await waitFor(() => expect(bubble("May I come at 10?")).toBeTruthy());
  serving({}, aThread([aMessage({ read: true }), theirs()]));
  await later();
  await waitFor(() => expect(bubble("Yes, come at 10.")).toBeTruthy());
  await waitFor(() => expect(document.querySelector("main [aria-live]")?.textContent).toBe("New message from Grace Okafor"));
  expect(bubble("May I come at 10?")?.textContent).toContain("Read by the team");
});

it("shows a correction where it belongs, with the earlier words, and where it came in", async () => {
  const corrected = aMessage({ id: "message-2", text: "May I come at 11?", corrects: "message-1", at: "2026-11-23T16:00:00Z" });
  const again = aMessage({ id: "message-3", text: "May I come at noon?", corrects: "message-2", at: "2026-11-24T12:00:00Z" });
  serving({}, aThread([aMessage(), corrected, again]));
  const { container } = show(<MessagesPages />);
  await waitFor(() => expect(bubble("Corrected:")).toBeTruthy());
  expect(bubble("Corrected:")?.textContent).toMatch(/Corrected:May I come at noon\?Before: May I come at 10\?Before: May I come at 11\?/);
  expect(items().filter(({ textContent }) => textContent.includes("You corrected an earlier message."))).toHaveLength(2);
  await accessible(container);
});

it("sends a correction of her own message as one more message", async () => {
  const calls = serving();
  show(<MessagesPages />);
  await screen.findByRole("textbox", { name: "Your message" });
  type("Your message", "Something else too.");
  press(/^Correct your message/);
  const field = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Your message as it should be" });
  expect(field.value).toBe("May I come at 10?");
  expect(text()).toContain("The earlier words can still be read.");
  type("Your message as it should be", "May I come at 11?");
  press("Send correction");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  expect(sent(calls)[0]).toMatchObject({ thread_id: "thread-1", topic: "visit", text: "May I come at 11?", corrects: "message-1" });
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your message" }).value).toBe("Something else too."));
});

it("leaves a message as it is where she thinks better of correcting it", async () => {
  serving();
  show(<MessagesPages />);
  fireEvent.click(await screen.findByRole("button", { name: /^Correct your message/ }));
  await screen.findByRole("textbox", { name: "Your message as it should be" });
  press("Do not correct it");
  expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Your message" })).value).toBe("");
});

it("opens pictures large, and documents page by page, or saves them", async () => {
  const photo = aFile({ id: "file-2", name: "IMG_1.jpg", media_type: "image/jpeg", pages: 1 });
  serving({}, aThread([theirs({ unread: false, files: [photo, aFile()] })]));
  const { container } = show(<MessagesPages />);
  fireEvent.click(await screen.findByRole("button", { name: "Look at IMG_1.jpg" }));
  expect((await screen.findByRole("img", { name: "IMG_1.jpg" })).getAttribute("src")).toBe("/api/me/message-files/file-2/picture?page=1");
  press("Close");
  press(/map\.pdf.*PDF, 2 pages/);
  expect(await screen.findByRole("img", { name: "map.pdf, page 2" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Save it" }).getAttribute("href")).toBe("/api/me/message-files/file-1/file");
  await accessible(container);
});

it("shows what was written as it was written", async () => {
  const words = `<img src=x onerror=alert(1)> =1+1 ${"W".repeat(200)}`;
  serving({}, aThread([theirs({ text: words, unread: false, language: "es" })]));
  show(<MessagesPages />);
  const shown = await screen.findByText(words);
  expect(shown.getAttribute("lang")).toBe("es");
  expect(document.querySelector("main img")).toBeNull();
});

it("loads older messages in front of the others", async () => {
  const old = aMessage({ id: "message-0", text: "Hello.", at: "2026-06-01T15:00:00Z" });
  serving({}, aThread([aMessage()], { more: true }));
  show(<MessagesPages />);
  await screen.findByRole("button", { name: "Load older messages" });
  serving({}, aThread([old]));
  press("Load older messages");
  await waitFor(() => expect(bubble("Hello.")).toBeTruthy());
  const bodies = items().map(({ textContent }) => textContent);
  expect(bodies.findIndex((one) => one.includes("Hello."))).toBeLessThan(bodies.findIndex((one) => one.includes("May I come")));
  expect(screen.queryByRole("button", { name: "Load older messages" })).toBeNull();
});

it.each([
  [anAnswer(), ["The team usually answers by 3:00 pm in New York tomorrow."]],
  [
    anAnswer({ open_now: false, opens_at: "2026-11-25T13:00:00Z" }),
    ["The office is closed now.", "It opens at 8:00 am in New York tomorrow.", "The team usually answers by 3:00 pm in New York tomorrow."],
  ],
  [
    anAnswer({ open_now: false, opens_at: "2026-11-27T13:00:00Z", by: "2026-11-27T20:00:00Z", day_off: true }),
    ["Today is a holiday, and the office is closed.", "It opens at 8:00 am in New York on Friday 27 November.", "The team usually answers by 3:00 pm in New York on Friday 27 November."],
  ],
  // Saved on the phone long ago: it is not said again.
  [anAnswer({ by: "2026-11-20T20:00:00Z" }), ["The team reads messages in its office hours."]],
  [null, ["The team reads messages in its office hours."]],
])("says above the field when an answer usually comes: %#", (answer, words) => {
  expect(answerInWords(answer, NOW).map((one) => one.replace(/[\u00a0\u202f]/g, " "))).toEqual(words);
});

it("says above the field when an answer comes and whom to call in an emergency", async () => {
  serving();
  show(<MessagesPages />);
  const composer = within(await screen.findByRole("region", { name: "Your message" }));
  expect(composer.getByText(/The team usually answers by/)).toBeTruthy();
  expect(composer.getByRole("link", { name: "In an emergency call 911" }).getAttribute("href")).toBe("tel:911");
});

it("opens the last messages without a connection", async () => {
  serving();
  const { unmount } = show(<MessagesPages />);
  await waitFor(() => expect(bubble("May I come at 10?")).toBeTruthy());
  unmount();
  serving({}, aThread(), OFFLINE);
  show(<MessagesPages />);
  await waitFor(() => expect(text()).toContain("No connection. Showing what was saved"));
  expect(bubble("May I come at 10?")).toBeTruthy();
});

it("says that a conversation is not hers to see, and leads on", async () => {
  serving({}, aThread(), { [THREAD]: { status: 404, body: { title: "Not found", detail: "", code: "not_found", status: 404 } }, [SEND]: { status: 500 } });
  const { container } = show(<MessagesPages />);
  await heading("This conversation is not here", 2);
  expect(screen.queryByRole("textbox")).toBeNull();
  await accessible(container);
});
