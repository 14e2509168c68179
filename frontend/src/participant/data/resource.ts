/**
 * One question to the server and its last answer. The answer is shown from this phone at once where
 * there is one, and replaced when the server's comes; without a connection the saved one stays, with
 * the time it was given.
 */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { NetworkError } from "../../api/errors";
import { load, save } from "../../offline/store";

export type Shown<T> = {
  data: T | null;
  savedAt: string | null;
  /** The last try found no connection. */
  offline: boolean;
  /** The last try was refused. */
  error: Error | null;
  loading: boolean;
};

const nothing: Shown<never> = { data: null, savedAt: null, offline: false, error: null, loading: true };

export type Resource<T> = ReturnType<typeof createResource<T>>;

// Rises when everything is forgotten: answers still on their way then belong to nobody, and what is
// on the screen is asked for again.
const era = signal(0);
const all = new Set<{ reset: () => void }>();

/** `key` names the answer in the phone's store; null keeps it in memory only. */
export function createResource<T>(key: string | null, fetcher: () => Promise<T>) {
  const shown = signal<Shown<T>>(nothing);
  let running: Promise<void> | null = null;
  let asked = 0;

  async function fromPhone(started: number) {
    if (!key || shown.peek().data !== null) return;
    const saved = await load<T>(key);
    const now = shown.peek();
    if (!saved || era.peek() !== started || now.data !== null) return;
    shown.value = { ...now, data: saved.value, savedAt: saved.savedAt };
  }

  async function run() {
    const started = era.peek();
    const mine = (asked += 1);
    const counts = () => era.peek() === started && mine === asked;
    const kept = fromPhone(started);
    try {
      const data = await fetcher();
      if (counts()) set(data);
    } catch (error) {
      await kept;
      if (!counts()) return;
      const offline = error instanceof NetworkError;
      shown.value = { ...shown.peek(), offline, error: offline ? null : (error as Error), loading: false };
    }
  }

  /** Shows and keeps an answer that came by another way, such as after saving. */
  function set(data: T) {
    const savedAt = new Date().toISOString();
    shown.value = { data, savedAt, offline: false, error: null, loading: false };
    if (key) void save(key, data, savedAt);
  }

  /** Asks the server; a question already on its way is not asked twice. */
  function refresh(): Promise<void> {
    return running ?? renew();
  }

  /** Asks after a change: an answer still on its way may be from before it, and no longer counts. */
  function renew(): Promise<void> {
    shown.value = { ...shown.peek(), loading: true };
    const mine = run().finally(() => {
      if (running === mine) running = null;
    });
    return (running = mine);
  }

  const resource = {
    shown,
    set,
    refresh,
    renew,
    /** Shows what the phone still holds, without asking the server. */
    recall: () => fromPhone(era.peek()),
    reset() {
      running = null;
      shown.value = nothing;
    },
  };
  all.add(resource);
  return resource;
}

/** Empties what is in memory. The store is wiped by whoever signs out. */
export function forgetAll() {
  for (const resource of all) resource.reset();
  era.value += 1;
}

/** What there is to show, asked for anew whenever the page opens, comes back, or the connection does. */
export function useResource<T>(resource: Resource<T>): Shown<T> {
  const round = era.value;
  useEffect(() => {
    const ask = () => void resource.refresh();
    const back = () => {
      if (document.visibilityState === "visible") ask();
    };
    ask();
    addEventListener("online", ask);
    document.addEventListener("visibilitychange", back);
    return () => {
      removeEventListener("online", ask);
      document.removeEventListener("visibilitychange", back);
    };
  }, [resource, round]);
  return resource.shown.value;
}
