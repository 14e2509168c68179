import "fake-indexeddb/auto";

import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { configureApi } from "../api";
import { type Sent, underWay, uploading, type UploadReply } from "../api/testing";
import { blobOf, dropBlob, keepBlob } from "./blobs";
import { open } from "./database";
import { progress, replaceFile } from "./files";
import { discard, flush, type New, onSent, put, startOutbox, StorageFull, unsent, wholes, wipeOutbox } from "./outbox";
import { rows } from "./rows";
import { nextDue } from "./sending";
import { wipe } from "./store";

let reply: (path: string) => UploadReply;
let posted: string[];
let uploads: Sent[];
let stop = () => {};
const ended = vi.fn();

const refused = (status: number, detail = "No.") => ({ status, body: { title: "", detail, code: "no", status } });

/** Takes bodies by fetch, and files by XMLHttpRequest: one order of both. */
async function server(input: Request): Promise<Response> {
  const { pathname } = new URL(input.url);
  if (pathname === "/api/session") return Response.json({ account: { id: "ana", language: "es" } });
  posted.push(pathname);
  await input.text();
  const answer = reply(pathname);
  if (typeof answer === "string") throw new TypeError("Failed to fetch");
  return Response.json(answer.body ?? null, { status: answer.status ?? 201 });
}

beforeEach(async () => {
  await wipeOutbox();
  await wipe();
  [posted, reply] = [[], () => ({ status: 201 })];
  ended.mockReset();
  configureApi({ language: () => "es", onSignedOut: ended });
  vi.stubGlobal("fetch", server);
  uploads = uploading(({ path }) => {
    posted.push(path);
    return reply(path);
  });
});

afterEach(async () => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await flush();
});

const photo = (text = "photo") => ({ blob: new Blob([text], { type: "image/jpeg" }), name: "receipt.jpg" });
const item = (id: string, more: Partial<New>): New => ({ id, kind: "claim", path: `/${id}`, account: "ana", ...more });
const receipt = (id: string, file: New["file"] = photo()) => item(id, { file });
const claim = (id: string, ...needs: string[]) => item(id, { body: { receipts: needs }, needs });
const go = () => (stop = startOutbox("ana"));
const kept = async () => (await open()).getAllKeys("blobs");
const left = () => unsent.value.map(({ id, state }) => `${id} ${state}`);

/** Puts things here at once, and waits until what can be sent is sent. */
async function sent(...items: New[]): Promise<void> {
  go();
  await put(...items);
  await flush();
}

/** Where there is no connection yet. */
async function unsentYet(...items: New[]): Promise<void> {
  reply = () => "offline";
  await sent(...items);
  [posted, reply] = [[], () => ({ status: 201 })];
}

it("sends a file as a form, as the app's own request, and forgets it", async () => {
  await sent(receipt("r1"));
  const [one] = uploads;
  expect(one?.path).toBe("/r1");
  expect(one?.file).toMatchObject({ name: "receipt.jpg", type: "image/jpeg" });
  expect(await one?.file.text()).toBe("photo");
  expect(one?.headers.get("Accept-Language")).toBe("es");
  expect(one?.headers.get("X-Portal-Request")).toBe("1");
  expect(unsent.value).toEqual([]);
  expect(await kept()).toEqual([]);
});

it("tells who asked that the server has a file, with its answer", async () => {
  reply = () => ({ status: 201, body: { id: "r1", pages: 1 } });
  const heard = vi.fn();
  const end = onSent("claim", heard);
  await sent(receipt("r1"));
  expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: "r1", file: true }), { id: "r1", pages: 1 });
  end();
});

it("sends the receipts first, and then the claim that names them", async () => {
  await sent(receipt("r1"), receipt("r2"), claim("c", "r1", "r2"));
  expect(posted).toEqual(["/r1", "/r2", "/c"]);
  expect(unsent.value).toEqual([]);
});

it("holds a claim whose receipt was refused, and nothing else", async () => {
  reply = (path) => (path === "/r2" ? refused(422, "Broken.") : { status: 201 });
  await sent(receipt("r1"), receipt("r2"), receipt("r3"), claim("c", "r1", "r2", "r3"), receipt("s1"), claim("d", "s1"));
  expect(posted).toEqual(["/r1", "/r2", "/r3", "/s1", "/d"]);
  expect(left()).toEqual(["r2 refused", "c waiting"]);
  expect(unsent.value[0]?.problem).toMatchObject({ message: "Broken.", status: 422 });
  expect(nextDue(unsent.value)).toBeNull();
  await flush(true);
  expect(posted).toHaveLength(5);
});

it("holds a claim while a receipt waits, and with it what was written after them", async () => {
  reply = (path) => (path === "/r1" ? "offline" : { status: 201 });
  await sent(receipt("r1"), claim("c", "r1"), receipt("s1"), item("n", { kind: "note", body: {} }));
  expect(posted).toEqual(["/r1", "/n"]);
  expect(left()).toEqual(["r1 waiting", "c waiting", "s1 waiting"]);
});

it("sends after a lost connection only what is missing", async () => {
  reply = (path) => (path === "/r2" ? "offline" : { status: 201 });
  await sent(receipt("r1"), receipt("r2"), receipt("r3"), claim("c", "r1", "r2", "r3"));
  expect(await kept()).toEqual(["r2", "r3"]);
  [posted, reply] = [[], () => ({ status: 201 })];
  await flush(true);
  expect(posted).toEqual(["/r2", "/r3", "/c"]);
  expect(await kept()).toEqual([]);
});

it("sends another photo in the place of a refused one, and then its claim", async () => {
  reply = () => refused(422);
  await sent(receipt("r1"), claim("c", "r1"));
  reply = () => ({ status: 201 });
  await replaceFile("r1", photo("sharper"));
  expect(posted).toEqual(["/r1", "/r1", "/c"]);
  expect(await uploads.at(-1)?.file.text()).toBe("sharper");
  expect(unsent.value).toEqual([]);
});

it("leaves a photo that may have arrived already as it is", async () => {
  await unsentYet(receipt("r1"));
  await replaceFile("r1", photo("other"));
  await replaceFile("unknown", photo("other"));
  await flush(true);
  expect(await uploads.at(-1)?.file.text()).toBe("photo");
  expect(await kept()).toEqual([]);
});

it("shows a file that is gone as refused, so that another can be put in its place", async () => {
  await unsentYet(receipt("r1"), claim("c", "r1"));
  await (await open()).clear("blobs");
  await flush(true);
  expect(posted).toEqual([]);
  expect(unsent.value[0]).toMatchObject({ id: "r1", state: "refused", problem: { code: "file_missing" } });
  await replaceFile("r1", photo());
  expect(posted).toEqual(["/r1", "/c"]);
});

it("sends what a draft kept, without writing its bytes once more", async () => {
  await keepBlob("r1", "ana", photo("of the draft"));
  const writes = vi.spyOn(IDBObjectStore.prototype, "put");
  await unsentYet(receipt("r1", "kept"));
  const bytes = writes.mock.calls.filter(([value]) => value !== null && typeof value === "object" && "bytes" in value);
  expect(bytes).toEqual([]);
  await dropBlob("r1");
  await keepBlob("r1", "ana", photo("another"));
  await flush(true);
  expect(await uploads.at(-1)?.file.text()).toBe("of the draft");
  expect(await kept()).toEqual([]);
});

it("sends a claim again whose receipts went before, without them", async () => {
  await keepBlob("r1", "ana", photo());
  const all = [receipt("r1", "kept"), claim("c", "r1")];
  await sent(...all);
  await put(...all);
  await flush();
  expect(posted).toEqual(["/r1", "/c", "/c"]);
});

it("discards a claim with its receipts, and sends the next one", async () => {
  reply = (path) => (path === "/r1" ? "offline" : { status: 201 });
  await sent(receipt("r1"), receipt("r2"), claim("c", "r1", "r2"), claim("d"));
  await discard("c", "r1", "r2");
  await flush();
  expect(posted).toEqual(["/r1", "/d"]);
  expect(unsent.value).toEqual([]);
  expect(await kept()).toEqual([]);
});

it("counts a claim with its receipts as one thing", async () => {
  await unsentYet(receipt("r1"), receipt("r2"), claim("c", "r1", "r2"), claim("d"));
  expect(wholes(unsent.value).map(({ id }) => id)).toEqual(["c", "d"]);
});

it.each(["add", "put"] as const)("keeps all or nothing where there is no room left (%s)", async (method) => {
  go();
  await flush();
  const { prototype } = IDBObjectStore;
  // The method itself, before it is replaced, to be called with its own store.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const real = prototype[method];
  vi.spyOn(prototype, method).mockImplementation(function (this: IDBObjectStore, value: { id?: string }, ...more) {
    if (value.id === "r2") throw new DOMException("", "QuotaExceededError");
    return real.call(this, value, ...more);
  });
  await expect(put(receipt("r1"), receipt("r2"), claim("c", "r1", "r2"))).rejects.toBeInstanceOf(StorageFull);
  vi.restoreAllMocks();
  expect(await rows()).toEqual([]);
  expect(await kept()).toEqual([]);
});

it("says how far a file is, a few times a second", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  reply = () => "pending";
  go();
  await put(receipt("r1"));
  await waitFor(() => expect(uploads).toHaveLength(1));
  const seen: (number | undefined)[] = [];
  const end = progress.subscribe((now) => seen.push(now.get("r1")));
  for (let loaded = 1; loaded <= 20; loaded += 1) {
    vi.advanceTimersByTime(50);
    underWay().upload.onprogress?.({ loaded, total: 20, lengthComputable: true });
  }
  underWay().end({ status: 201 });
  await flush();
  expect(seen).toEqual([0, 0.25, 0.5, 0.75, 1, undefined]);
  end();
});

it("shows no progress of a file that was not taken", async () => {
  await unsentYet(receipt("r1"));
  expect([...progress.value]).toEqual([]);
});

it("keeps files when the session has ended, and sends them when she is back", async () => {
  reply = () => refused(401);
  await sent(receipt("r1"), claim("c", "r1"));
  expect(left()).toEqual(["r1 signed_out", "c waiting"]);
  expect(ended).toHaveBeenCalled();
  stop();
  [posted, reply] = [[], () => ({ status: 201 })];
  go();
  await waitFor(() => expect(posted).toEqual(["/r1", "/c"]));
});

it("waits as long as the server asks", async () => {
  reply = () => ({ ...refused(429), headers: { "Retry-After": "60" } });
  await sent(receipt("r1"));
  expect(Date.parse(unsent.value[0]?.nextTryAt ?? "") - Date.now()).toBeGreaterThan(55_000);
});

it("leaves nothing at sign-out, not even a file on its way", async () => {
  reply = () => "pending";
  go();
  await put(receipt("r1"), claim("c", "r1"));
  await waitFor(() => expect(uploads).toHaveLength(1));
  await wipeOutbox();
  expect(await rows()).toEqual([]);
  expect(await kept()).toEqual([]);
  expect([...progress.value]).toEqual([]);
});

it("removes what another account left, and never sends it", async () => {
  await unsentYet(receipt("r1"), claim("c", "r1"));
  stop();
  stop = startOutbox("rosa");
  await waitFor(async () => expect(await rows()).toEqual([]));
  expect(await kept()).toEqual([]);
  expect(posted).toEqual([]);
});

it("sends each file once where two tabs are open", async () => {
  await unsentYet(receipt("r1"), receipt("r2"), claim("c", "r1", "r2"));
  vi.resetModules();
  const other = await import("./outbox");
  (await import("../api")).configureApi({ language: () => "es" });
  const close = other.startOutbox("ana");
  await Promise.all([flush(true), other.flush(true)]);
  await waitFor(() => expect(unsent.value).toEqual([]));
  await waitFor(() => expect(other.unsent.value).toEqual([]));
  expect(posted).toEqual(["/r1", "/r2", "/c"]);
  close();
});

it("gives back what is on its way, to be looked at", async () => {
  await unsentYet(receipt("r1"));
  const found = await blobOf("r1");
  expect(found?.name).toBe("receipt.jpg");
  expect(await found?.blob.text()).toBe("photo");
});
