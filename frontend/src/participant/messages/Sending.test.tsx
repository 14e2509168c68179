import "fake-indexeddb/auto";

import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiError, NetworkError } from "../../api";
import { flush, unsent } from "../../offline/outbox";
import * as rows from "../../offline/rows";
import { BottomBar } from "../app/BottomBar";
import { refused } from "../app/refused";
import { UnsentBanner } from "../app/UnsentBanner";
import { signOut } from "../data/session";
import { accessible, show } from "../testing";
import { fresh, heading, OFFLINE, photo, pick, press, type Replies, SEND, sent, serving, text, type } from "./harness";
import MessagesPages from "./MessagesPages";
import { aMessage, aRow, aThread, NOW } from "./testing";

const server = vi.hoisted(() => ({ uploads: [] as string[], answer: (): Promise<Response> => Promise.resolve(Response.json({})) }));
vi.mock("../../api/upload", () => ({
  upload: (path: string) => {
    server.uploads.push(path);
    return server.answer();
  },
}));
vi.mock("../files/photo", async (original) => ({
  ...(await original<object>()),
  shrink: (file: File) => Promise.resolve({ blob: file, name: file.name, width: 1, height: 1 }),
}));

const offline = () => Promise.reject(new NetworkError());
const refusing = (detail: string) => () => Promise.reject(new ApiError({ title: "No", detail, code: "file_broken", status: 422 }));
const refusal = (message: string): Replies => ({
  [SEND]: { status: 422, body: { title: "No", detail: message, code: "rule", status: 422, errors: [{ field: "text", message }] } },
});

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  server.uploads = [];
  server.answer = () => Promise.resolve(Response.json({}));
  stop = await fresh("/messages/thread-1");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your message" });
const items = () => within(screen.getByRole("main")).getAllByRole("listitem");
const bubble = (words: string) => items().find(({ textContent }) => textContent.includes(words));

async function write(words: string) {
  await screen.findByRole("textbox", { name: "Your message" });
  if (words) type("Your message", words);
}

it("sends a message once, shows it at once, and has the field ready for the next", async () => {
  const calls = serving({}, aThread(), { [SEND]: { body: aThread([aMessage(), aMessage({ id: "message-2", text: "And where?" })]) } });
  const { container } = show(<MessagesPages />);
  await write("And where?  ");
  press("Send");
  await waitFor(() => expect(bubble("And where?")?.textContent).toContain("Received"));
  expect(field().value).toBe("");
  expect(unsent.value).toEqual([]);
  expect(sent(calls)).toMatchObject([{ thread_id: "thread-1", topic: "visit", text: "And where?", files: [], corrects: null }]);
  await accessible(container);
});

it("sends nothing that is empty, and says so at the field", async () => {
  const calls = serving();
  const { container } = show(<MessagesPages />);
  await write("   ");
  press("Send");
  expect(await screen.findByText("Write something, or add a photo.")).toBeTruthy();
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field());
  expect(sent(calls)).toEqual([]);
  await accessible(container);
});

it("sends photos before the message that names them", async () => {
  const calls = serving();
  show(<MessagesPages />);
  await write("");
  pick("Photo or PDF", photo("one.jpg"), photo("two.jpg"));
  await screen.findByRole("button", { name: "Look at two.jpg" });
  press("Remove one.jpg");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Look at one.jpg" })).toBeNull());
  press("Send");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  const [body] = sent(calls);
  expect(body?.text).toBe("");
  expect(server.uploads).toEqual(body?.files?.map((id) => `/api/me/message-files/${id}`));
  expect(body?.files).toHaveLength(1);
});

it("takes neither a film nor more files than a message can have", async () => {
  serving({ most_files: 1 });
  show(<MessagesPages />);
  await write("");
  pick("Photo or PDF", photo("one.jpg"));
  await screen.findByRole("button", { name: "Look at one.jpg" });
  pick("Photo or PDF", photo("two.jpg"));
  await waitFor(() => expect(text()).toContain("One message can have 1 files."));
  expect(screen.queryByRole("button", { name: "Look at two.jpg" })).toBeNull();
});

it("keeps what is written without a connection, with its photo, and sends it once by itself", async () => {
  serving();
  const { unmount } = show(<MessagesPages />);
  await write("I have lost my card.");
  const calls = serving({}, aThread(), OFFLINE);
  server.answer = offline;
  pick("Photo or PDF", photo());
  await screen.findByRole("button", { name: "Look at receipt.jpg" });
  press("Send");
  await waitFor(() => expect(bubble("I have lost my card.")?.textContent).toContain("Not sent yet. It goes by itself when you are online."));
  expect(field().value).toBe("");
  expect(sent(calls)).toEqual([]);
  await accessible(document.body);
  unmount();
  show(<MessagesPages />);
  await waitFor(() => expect(bubble("I have lost my card.")).toBeTruthy());
  const after = serving({}, aThread([aMessage({ text: "I have lost my card." })]));
  server.answer = () => Promise.resolve(Response.json({}));
  await flush(true);
  await flush(true);
  await waitFor(() => expect(bubble("I have lost my card.")?.textContent).toContain("Received"));
  expect(sent(after)).toHaveLength(1);
  expect(text()).not.toContain("Not sent yet");
});

it("begins a conversation without a connection, and goes on in it before it is sent", async () => {
  stop();
  stop = await fresh("/messages/new");
  serving({ threads: [] });
  show(<MessagesPages />);
  await screen.findByRole("button", { name: "Something else" });
  press("Something else");
  await heading("Something else");
  serving({ threads: [] }, aThread(), OFFLINE);
  await write("First.");
  press("Send");
  await waitFor(() => expect(bubble("First.")).toBeTruthy());
  await write("Second.");
  press("Send");
  await waitFor(() => expect(bubble("Second.")).toBeTruthy());
  const calls = serving({ threads: [] }, aThread([aMessage({ text: "First." }), aMessage({ id: "2", text: "Second." })]));
  await flush(true);
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  const [first, second] = sent(calls);
  expect([first?.text, second?.text]).toEqual(["First.", "Second."]);
  expect(second?.thread_id).toBe(first?.thread_id);
  expect(first?.topic).toBe("other");
});

it("keeps what was begun in each conversation, also when the app is closed", async () => {
  serving();
  const { unmount } = show(<MessagesPages />);
  await write("Half a sent");
  await waitFor(async () => expect(JSON.stringify(await (await import("../../offline/store")).load("draft:me:messages"))).toContain("Half a sent"));
  unmount();
  show(<MessagesPages />);
  await write("");
  expect(field().value).toBe("Half a sent");
});

async function refuseOne(words = "Too many messages.") {
  serving({}, aThread(), refusal(words));
  show(<MessagesPages />);
  await write("Hello?");
  press("Send");
  await screen.findByText(words);
}

it("says why a message was not taken, and lets her change it", async () => {
  await refuseOne();
  expect(text()).toContain("Nothing is lost: what you wrote is still on this phone.");
  await accessible(document.body);
  press("Change it");
  await waitFor(() => expect(field().value).toBe("Hello?"));
  await waitFor(() => expect(bubble("Hello?")).toBeUndefined());
  expect(text()).toContain("Too many messages.");
  const calls = serving();
  press("Send");
  await waitFor(() => expect(sent(calls).map((body) => body.text)).toEqual(["Hello?"]));
});

it("sends a refused message once more as it is", async () => {
  await refuseOne();
  const calls = serving();
  press("Try again");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  await waitFor(() => expect(unsent.value).toEqual([]));
});

it("deletes a refused message only after asking", async () => {
  await refuseOne();
  press("Delete it");
  const dialog = await screen.findByRole("dialog", { name: "Delete this message?" });
  await accessible(document.body);
  press("Keep it");
  expect(unsent.value).toHaveLength(1);
  press("Delete it");
  within(dialog).getByRole("button", { name: "Delete it" }).click();
  await waitFor(() => expect(unsent.value).toEqual([]));
  expect(bubble("Hello?")).toBeUndefined();
});

it("says which photo was not taken, and keeps the words", async () => {
  server.answer = refusing("This picture is damaged.");
  serving();
  show(<MessagesPages />);
  await write("See the photo.");
  pick("Photo or PDF", photo());
  await screen.findByRole("button", { name: "Look at receipt.jpg" });
  press("Send");
  await screen.findByText("This picture is damaged.");
  press("Change it");
  await waitFor(() => expect(field().value).toBe("See the photo."));
  await screen.findByRole("button", { name: "Remove receipt.jpg" });
  expect(text()).toContain("This picture is damaged.");
  press("Send");
  expect(await screen.findByText("A file could not be taken. Remove it, or add it again.")).toBeTruthy();
  press("Remove receipt.jpg");
  const calls = serving();
  press("Send");
  await waitFor(() => expect(sent(calls)).toMatchObject([{ text: "See the photo.", files: [] }]));
});

it("sends straight to the server from a phone that keeps nothing", async () => {
  const full = new DOMException("full", "QuotaExceededError");
  vi.spyOn(rows, "add").mockRejectedValue(full);
  const calls = serving();
  show(<MessagesPages />);
  await write("Hello.");
  press("Send");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  await waitFor(() => expect(field().value).toBe(""));
});

it("keeps the words in the field where the phone keeps nothing and there is no connection", async () => {
  vi.spyOn(rows, "add").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  serving();
  show(<MessagesPages />);
  await write("Hello.");
  serving({}, aThread(), OFFLINE);
  press("Send");
  await waitFor(() => expect(text()).toContain("Your message is not sent. This phone has no room to keep it"));
  expect(field().value).toBe("Hello.");
});

it("counts what is unread and what was refused in the bar, and leads there from any page", async () => {
  serving({ unread: 2, threads: [aRow({ unread: 2 })] }, aThread(), refusal("Too many messages."));
  show(
    <>
      <UnsentBanner account="me" />
      <MessagesPages />
      <BottomBar />
    </>,
  );
  expect(await screen.findByRole("link", { name: "Messages 2 new" })).toBeTruthy();
  await write("Hello?");
  press("Send");
  await waitFor(() => expect(refused.value).toEqual(["message"]));
  expect(await screen.findByRole("link", { name: "Messages 3 new" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Look at it" }).getAttribute("href")).toBe("/messages");
});

it("has no tab in a study that takes no messages", async () => {
  serving({ taken: false, threads: [] });
  show(<BottomBar />);
  await waitFor(() => expect(screen.queryByRole("link", { name: /Messages/ })).toBeNull());
  expect(screen.getByRole("link", { name: /Schedule/ })).toBeTruthy();
});

it("forgets what was written and begun when she signs out", async () => {
  const { load } = await import("../../offline/store");
  const kept = () => Promise.all(["draft:me:messages", "thread:thread-1", "messages"].map(load));
  serving();
  const { unmount } = show(<MessagesPages />);
  await write("Begun.");
  await waitFor(async () => expect(await kept()).not.toContain(null));
  serving({}, aThread(), { ...OFFLINE, "POST /api/sign-out": { status: 204 } });
  unmount();
  await signOut();
  expect(await kept()).toEqual([null, null, null]);
});
