/**
 * What is written without a connection stays on this phone and is sent when it can be, once. Whoever
 * writes something puts it here under an id of its own, and hears of it when the server has it.
 */
import { type ReadonlySignal, signal } from "@preact/signals";

import { portalFetch } from "../api/client";
import { alone } from "./alone";
import type { Unsent } from "./database";
import { keeping, StorageFull, StorageOff } from "./keeping";
import { add, change, type NamedBlob, type New, remove, removeAll, rows } from "./rows";
import { answerIn, needsAny, nextDue, requestFor, sendRound, wholes } from "./sending";

export { needsAny, StorageFull, StorageOff, wholes };
export type { NamedBlob, New, Unsent };

type Message = { kind: "changed" } | { kind: "wiped" } | { kind: "sent"; item: Unsent; answer: unknown };
type Listener = (item: Unsent, answer: unknown) => void;

const SHORTEST_PAUSE_MS = 2_000;

const list = signal<readonly Unsent[]>([]);
const listeners = new Set<{ kind: string; listener: Listener }>();

let account: string | null = null;
let channel: BroadcastChannel | null = null;
let control = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
let wanted: { now: boolean } | null = null;
let askedToStay = false;

/** What the account here has not sent yet, in the order it was written. */
export const unsent: ReadonlySignal<readonly Unsent[]> = list;

/** Keeps things, all or none, and sends them as soon as it can be. Throws StorageFull or StorageOff. */
export async function put(...items: New[]): Promise<void> {
  await keeping(() => add(...items));
  void askToStay().catch(() => {}); // it stays as safe as it was
  void askForSync().catch(() => {}); // then it waits for the app to be opened
  await changed();
  void flush();
}

/** Forgets something unsent, with its files: the person decided so. A claim is discarded with its receipts. */
export async function discard(...ids: string[]): Promise<void> {
  await remove(...ids);
  await changed();
  void flush();
}

/** Sends something refused once more, as it is or changed. */
export async function retry(id: string, ...changedBody: [body?: unknown]): Promise<void> {
  const body = changedBody.length ? { body: changedBody[0] } : {};
  await change(id, { ...body, state: "waiting", problem: null, tries: 0, nextTryAt: null });
  await changed();
  await flush();
}

/** Calls the listener for each item of a kind that the server took, whichever tab sent it. Returns the end of it. */
export function onSent(kind: string, listener: Listener): () => void {
  const entry = { kind, listener };
  listeners.add(entry);
  return () => void listeners.delete(entry);
}

/**
 * Sends what is due; `now` leaves out the waits, but for one the server asked for. Settles when the
 * sending is over, whatever became of it. Many calls at once are one.
 */
export function flush(now = false): Promise<void> {
  wanted = { now: now || Boolean(wanted?.now) };
  running ??= Promise.resolve()
    .then(rounds)
    .catch(reload) // the database is gone, and what was in it
    .finally(() => {
      running = null;
      if (wanted && account) void flush();
      else plan();
    });
  return running;
}

async function rounds(): Promise<void> {
  while (wanted && account) {
    const round = { account, now: wanted.now, call, sendFile, settled, stopped: stopper() };
    wanted = null;
    await alone(() => sendRound(round));
    await reload();
  }
}

function stopper() {
  const { signal: stop } = control;
  return () => stop.aborted;
}

async function call(path: string, body?: unknown): Promise<unknown> {
  return answerIn(await portalFetch(requestFor(path, body, { signal: control.signal })));
}

/** What sends files comes with the first of them: most people have none. */
async function sendFile(item: Unsent): Promise<unknown> {
  const { signal: stop } = control;
  return (await import("./files")).sendFile(item, stop);
}

async function settled(item: Unsent, taken?: { answer: unknown }): Promise<void> {
  await changed();
  if (!taken) return;
  say({ kind: "sent", item, answer: taken.answer });
  tell(item, taken.answer);
}

function tell(item: Unsent, answer: unknown) {
  for (const { kind, listener } of listeners) {
    // A listener that throws is its own affair.
    if (kind === item.kind) void Promise.resolve().then(() => listener(item, answer));
  }
}

async function changed(): Promise<void> {
  await reload();
  say({ kind: "changed" });
}

async function reload(): Promise<void> {
  if (!account) return;
  const all = await rows().catch(() => []);
  list.value = all.filter((item) => item.account === account);
}

function say(message: Message) {
  channel?.postMessage(message);
}

async function hear({ data }: MessageEvent<Message>): Promise<void> {
  if (data.kind === "wiped") {
    list.value = [];
    return;
  }
  await reload();
  plan();
  if (data.kind === "sent" && data.item.account === account) tell(data.item, data.answer);
}

/** Comes back when the first item is due, or soon where another tab was sending. */
function plan() {
  clearTimeout(timer);
  const due = account ? nextDue(list.peek()) : null;
  if (due !== null) timer = setTimeout(() => void flush(), Math.max(due - Date.now(), SHORTEST_PAUSE_MS));
}

/**
 * Begins to send for whoever is signed in; what somebody else left on this phone is removed unsent.
 * Returns the end of it, which leaves what is unsent where it is.
 */
export function startOutbox(id: string): () => void {
  account = id;
  control = new AbortController();
  list.value = list.peek().filter((item) => item.account === id);
  const go = () => void flush(true);
  const back = () => {
    if (document.visibilityState === "visible") go();
  };
  const woken = ({ data }: MessageEvent) => {
    if (data === "flush-outbox") go();
  };
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer | null };
  const until = { signal: control.signal };
  addEventListener("online", go, until);
  document.addEventListener("visibilitychange", back, until);
  serviceWorker?.addEventListener("message", woken, until);
  if ("BroadcastChannel" in globalThis) {
    channel = new BroadcastChannel("portal-outbox");
    channel.onmessage = (event: MessageEvent<Message>) => void hear(event);
  }
  void removeAll(id).catch(() => {}).then(changed).then(go);
  return halt;
}

function halt() {
  control.abort();
  clearTimeout(timer);
  channel?.close();
  channel = null;
  account = null;
}

/** Forgets everything unsent, here and in the other tabs, when the person signs out. */
export async function wipeOutbox(): Promise<void> {
  list.value = [];
  say({ kind: "wiped" });
  halt();
  await running;
  await removeAll().catch(() => {}); // nothing was stored
}

/** Asks the browser, once, not to clear this away when room gets short. */
async function askToStay(): Promise<void> {
  if (askedToStay) return;
  askedToStay = true;
  await navigator.storage.persist();
}

type WithSync = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };

/** Lets the worker send it when the connection is back and no page is open, where browsers can. */
async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker.ready) as WithSync;
  await registration.sync?.register("outbox");
}
