/**
 * What the phone keeps so that the schedule opens without a connection: the last answer to each
 * question, with the time it was given. All of it goes at sign-out.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

const NAME = "portal";

export type Saved<T = unknown> = { value: T; savedAt: string };

interface Tables extends DBSchema {
  saved: { key: string; value: Saved };
}

let opened: Promise<IDBPDatabase<Tables>> | null = null;

function open(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("saved");
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

/** The last saved answer, or null. A phone that lets nothing be stored has none. */
export async function load<T>(key: string): Promise<Saved<T> | null> {
  try {
    return ((await (await open()).get("saved", key)) as Saved<T> | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Keeps an answer. Not being able to is no reason to stop: the app then works online only. */
export async function save(key: string, value: unknown, savedAt: string): Promise<void> {
  try {
    await (await open()).put("saved", { value, savedAt }, key);
  } catch {
    // storage is full or switched off
  }
}

/** Forgets everything on this phone, or everything but the keys named. */
export async function wipe(keep: readonly string[] = []): Promise<void> {
  try {
    const db = await open();
    const keys = await db.getAllKeys("saved");
    await Promise.all(keys.filter((key) => !keep.includes(key)).map((key) => db.delete("saved", key)));
    if (keep.length) return;
    db.close();
    opened = null;
    await deleteDB(NAME);
  } catch {
    // nothing was stored
  }
}
