/**
 * What the phone keeps so that the schedule opens without a connection: the last answer to each
 * question, with the time it was given. All of it goes at sign-out.
 */
import { type Database, destroy, open, type Saved } from "./database";

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

/** Where somebody's drafts stand: what she has begun to write and not sent. */
export const draftsOf = (account: string) => `draft:${account}:`;

/**
 * Forgets everything on this phone, or every answer but the ones named; what is unsent then stays.
 * A name with a colon at its end is that of all that begin with it.
 */
export async function wipe(keep: readonly string[] = []): Promise<void> {
  if (keep.length === 0) return quietly(destroy);
  const kept = (key: string) => keep.some((name) => key === name || (name.endsWith(":") && key.startsWith(name)));
  await remove((key) => !kept(key));
}

/** Forgets the drafts of everybody else, with their files: a phone that changed hands shows nobody another's words. */
export async function wipeDraftsOfOthers(account: string): Promise<void> {
  await remove((key) => key.startsWith("draft:") && !key.startsWith(draftsOf(account)));
}

async function remove(which: (key: string) => boolean): Promise<void> {
  await quietly(async () => {
    const db = await open();
    const keys = await db.getAllKeys("saved");
    await Promise.all(keys.filter(which).map((key) => db.delete("saved", key)));
    await removeBlobs(db, which);
  });
}

/** Files of drafts go with the drafts. Those on their way are the outbox's, and stay or go with it. */
async function removeBlobs(db: Database, which: (key: string) => boolean): Promise<void> {
  const tx = db.transaction(["outbox", "blobs"], "readwrite");
  const blobs = tx.objectStore("blobs");
  async function write() {
    const sending = await tx.objectStore("outbox").getAllKeys();
    let at = await blobs.index("account").openKeyCursor();
    for (; at; at = await at.continue()) {
      if (which(draftsOf(at.key)) && !sending.includes(at.primaryKey)) await blobs.delete(at.primaryKey);
    }
  }
  await Promise.all([write(), tx.done]);
}

async function quietly(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    // nothing was stored
  }
}
