import "fake-indexeddb/auto";

import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { configureApi } from "../api";
import { open } from "./database";
import {
  discard, flush, type New, onSent, put, retry, startOutbox, StorageFull, StorageOff, unsent, wipeOutbox,
} from "./outbox";
import { rows } from "./rows";
import { nextDue, waitAfter } from "./sending";
import { wipe } from "./store";

type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | "offline";

const problem = (status: number, detail = "No.") => ({ status, body: { title: "", detail, code: "no", status } });

let here: string | null;
let reply: (body: unknown, path: string) => Reply;
let posted: { path: string; body: unknown; headers: Headers }[];
let stop = () => {};
const ended = vi.fn();

async function server(input: Request): Promise<Response> {
  const { pathname: path } = new URL(input.url);
  const session = { account: here && { id: here, language: "es" } };
  if (path === "/api/session") return new Response(JSON.stringify(session));
  const body: unknown = await input.json();
  posted.push({ path, body, headers: input.headers });
  const answer = reply(body, path);
  if (answer === "offline") throw new TypeError("Failed to fetch");
  return new Response(JSON.stringify(answer.body ?? null), { status: answer.status, headers: answer.headers ?? {} });
}

beforeEach(async () => {
  await wipeOutbox();
  await wipe();
  [here, posted, reply] = ["ana", [], () => ({ status: 201 })];
  ended.mockReset();
  configureApi({ language: () => "es", onSignedOut: ended });
  vi.stubGlobal("fetch", server);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(async () => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await flush();
});

const an = (id: string, more: Partial<New> = {}) => ({
  ...{ id, kind: "note", path: "/api/notes", body: { id }, account: "ana" },
  ...more,
});
const ids = () => posted.map(({ body }) => (body as { id: string }).id);
const left = () => unsent.value.map(({ id, state }) => `${id} ${state}`);
const go = (account = "ana") => (stop = startOutbox(account));
const offline = () => (reply = () => "offline" as const);
const online = () => (reply = () => ({ status: 201 }));

/** Puts things here while there is no connection. */
async function kept(...items: ReturnType<typeof an>[]): Promise<void> {
  offline();
  go();
  for (const item of items) await put(item);
  await flush();
  posted = [];
}

it("sends what was written, as the app's own request, and forgets it", async () => {
  go();
  await put(an("a"));
  await flush();
  expect(posted).toMatchObject([{ path: "/api/notes", body: { id: "a" } }]);
  expect(posted[0]?.headers.get("X-Portal-Request")).toBe("1");
  expect(posted[0]?.headers.get("Accept-Language")).toBe("es");
  expect(unsent.value).toEqual([]);
  expect(await rows()).toEqual([]);
});

it("keeps what was written without a connection and sends it in the order of writing", async () => {
  await kept(an("b"), an("a"), an("c"));
  expect(left()).toEqual(["b waiting", "a waiting", "c waiting"]);
  online();
  await flush(true);
  expect(ids()).toEqual(["b", "a", "c"]);
  expect(unsent.value).toEqual([]);
});

it("takes the same id twice as one", async () => {
  await kept(an("a"), an("a", { body: { id: "again" } }));
  expect(unsent.value).toMatchObject([{ id: "a", body: { id: "a" } }]);
});

it("finds what is unsent when the app opens again", async () => {
  await kept(an("a"));
  stop();
  online();
  go();
  await waitFor(() => expect(ids()).toEqual(["a"]));
});

it.each(["online", "visibilitychange"])("sends as soon as it hears %s", async (event) => {
  await kept(an("a"));
  online();
  (event === "online" ? window : document).dispatchEvent(new Event(event));
  await waitFor(() => expect(unsent.value).toEqual([]));
});

it("sends once however often it is asked", async () => {
  await kept(an("a"), an("b"));
  online();
  await Promise.all(Array.from({ length: 10 }, () => flush(true)));
  expect(ids()).toEqual(["a", "b"]);
});

it("leaves the sending to the tab that is at it, and comes back later", async () => {
  await kept(an("a"));
  online();
  let free = false;
  const request = (_name: string, _options: unknown, work: (lock: unknown) => unknown) => work(free ? {} : null);
  Object.defineProperty(navigator, "locks", { value: { request }, configurable: true });
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  await flush(true);
  expect(posted).toEqual([]);
  free = true;
  await vi.advanceTimersByTimeAsync(5_000);
  await flush();
  expect(ids()).toEqual(["a"]);
  Reflect.deleteProperty(navigator, "locks");
});

it("respects another tab's lease where there are no locks, but not one that has run out", async () => {
  await kept(an("a"));
  online();
  const lease = (until: number) => ({ savedAt: "", value: { holder: "other", until } });
  const db = await open();
  await db.put("saved", lease(Date.now() + 5_000), "outbox:lease");
  await flush(true);
  expect(posted).toEqual([]);
  await db.put("saved", lease(Date.now() - 1), "outbox:lease");
  await flush(true);
  expect(ids()).toEqual(["a"]);
  expect(await db.get("saved", "outbox:lease")).toBeUndefined();
});

it("waits longer after each failure, at most five minutes, and as long as the server asks", () => {
  expect([1, 2, 3, 4].map((tries) => waitAfter(tries, 0))).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(waitAfter(30, 0)).toBe(300_000);
  expect(waitAfter(1, 90)).toBe(90_000);
  vi.spyOn(Math, "random").mockReturnValue(0);
  expect(waitAfter(1, 0)).toBe(1_600);
});

it("tries again by itself when the wait is over", async () => {
  await kept(an("a"));
  await flush();
  expect(posted).toEqual([]);
  online();
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  await flush();
  await vi.advanceTimersByTimeAsync(2_500);
  await flush();
  expect(ids()).toEqual(["a"]);
});

it("honours Retry-After even where it is asked to send now", async () => {
  reply = () => ({ ...problem(429), headers: { "Retry-After": "60" } });
  go();
  await put(an("a"));
  await flush();
  const [item] = unsent.value;
  expect(item).toMatchObject({ state: "waiting", tries: 1, problem: { status: 429 } });
  expect(Date.parse(item?.nextTryAt ?? "") - Date.now()).toBeGreaterThan(55_000);
  await flush(true);
  expect(ids()).toEqual(["a"]);
});

it("does not take a server in trouble for a refusal", async () => {
  reply = () => problem(500);
  go();
  await put(an("a"));
  await flush();
  expect(unsent.value).toMatchObject([{ state: "waiting", tries: 1 }]);
});

it("keeps everything when the session has ended, and sends it when she is back", async () => {
  reply = () => problem(401);
  go();
  await put(an("a"));
  await put(an("b"));
  await flush();
  expect(left()).toEqual(["a signed_out", "b waiting"]);
  expect(ended).toHaveBeenCalled();
  expect(nextDue(unsent.value)).toBeNull();
  stop();
  posted = [];
  online();
  go();
  await waitFor(() => expect(ids()).toEqual(["a", "b"]));
});

it("keeps what was refused with the server's words, and sends what was written after it", async () => {
  reply = (body) => ((body as { id: string }).id === "a" ? problem(409, "Too late.") : { status: 201 });
  go();
  await put(an("a"));
  await put(an("b"));
  await put(an("c", { kind: "other", path: "/api/others" }));
  await flush();
  expect(ids()).toEqual(["a", "b", "c"]);
  expect(left()).toEqual(["a refused"]);
  expect(unsent.value[0]?.problem).toEqual({ code: "no", message: "Too late.", status: 409 });
  await flush(true);
  expect(ids()).toEqual(["a", "b", "c"]);
  await discard("a");
  expect(unsent.value).toEqual([]);
});

it("sends a refused item again, as it is or changed", async () => {
  reply = () => problem(422);
  go();
  await put(an("a"));
  await flush();
  await retry("a");
  expect(left()).toEqual(["a refused"]);
  online();
  await retry("a", { id: "a2" });
  expect(ids()).toEqual(["a", "a", "a2"]);
  expect(unsent.value).toEqual([]);
});

it("tells who asked, with the server's answer, and only about that kind", async () => {
  reply = () => ({ status: 201, body: { number: 7 } });
  const [note, other] = [vi.fn(), vi.fn()];
  const ends = [onSent("note", note), onSent("other", other)];
  go();
  await put(an("a"));
  await flush();
  expect(note).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: "a" }), { number: 7 });
  expect(other).not.toHaveBeenCalled();
  ends.forEach((end) => end());
  await put(an("b"));
  await flush();
  expect(note).toHaveBeenCalledOnce();
});

it.each([
  ["QuotaExceededError", StorageFull],
  ["InvalidStateError", StorageOff],
])("says so where the phone keeps nothing (%s)", async (name, kind) => {
  go();
  const { IDBObjectStore } = globalThis;
  vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("no", name);
  });
  await expect(put(an("a"))).rejects.toBeInstanceOf(kind);
  expect(unsent.value).toEqual([]);
});

it("leaves nothing at sign-out, not even what is on its way", async () => {
  await kept(an("a"), an("b"));
  vi.stubGlobal("fetch", (input: Request, { signal }: RequestInit) => {
    if (new URL(input.url).pathname === "/api/session") return server(input);
    return new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
  });
  void flush(true);
  await new Promise((done) => setTimeout(done, 20));
  await wipeOutbox();
  expect(unsent.value).toEqual([]);
  expect(await rows()).toEqual([]);
});

it("never sends nor shows what another account wrote", async () => {
  await kept(an("a"));
  stop();
  online();
  here = "rosa";
  go("rosa");
  expect(unsent.value).toEqual([]);
  await put(an("r", { account: "rosa" }));
  await flush();
  await waitFor(() => expect(unsent.value).toEqual([]));
  expect(ids()).toEqual(["r"]);
  expect(await rows()).toEqual([]);
});

it("sends nothing where another tab has signed in somebody else meanwhile", async () => {
  await kept(an("a"));
  online();
  here = "rosa";
  await flush(true);
  expect(posted).toEqual([]);
  expect(left()).toEqual(["a signed_out"]);
});

it("goes on where the browser has cleared everything away", async () => {
  await kept(an("a"));
  await wipe();
  online();
  await flush(true);
  expect(posted).toEqual([]);
  expect(unsent.value).toEqual([]);
  await put(an("b"));
  await flush();
  expect(ids()).toEqual(["b"]);
});

it("hears from the other tabs what was sent there, and that somebody signed out", async () => {
  await kept(an("a"));
  const tab = new BroadcastChannel("portal-outbox");
  const heard = vi.fn();
  const end = onSent("note", heard);
  const [item] = await rows();
  await (await open()).delete("outbox", "a");
  tab.postMessage({ kind: "sent", item, answer: { number: 7 } });
  await waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith(item, { number: 7 }));
  expect(unsent.value).toEqual([]);
  await put(an("b"));
  await flush();
  tab.postMessage({ kind: "wiped" });
  await waitFor(() => expect(unsent.value).toEqual([]));
  tab.close();
  end();
});

it("asks once that it may stay", async () => {
  vi.resetModules();
  const persist = vi.fn(() => Promise.resolve(true));
  Object.defineProperty(navigator, "storage", { value: { persist }, configurable: true });
  const fresh = await import("./outbox");
  await fresh.put(an("a"));
  await fresh.put(an("b"));
  expect(persist).toHaveBeenCalledOnce();
  Reflect.deleteProperty(navigator, "storage");
  await (await import("./store")).wipe();
});
