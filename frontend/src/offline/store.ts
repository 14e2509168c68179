/**
 * What the phone keeps so that the schedule opens without a connection: the last answer to each
 * question, with the time it was given. All of it goes at sign-out.
 */
import { destroy, open, type Saved } from "./database";

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

/** Forgets everything on this phone, or every answer but the ones named; what is unsent then stays. */
export async function wipe(keep: readonly string[] = []): Promise<void> {
  try {
    if (keep.length === 0) return await destroy();
    const db = await open();
    const keys = await db.getAllKeys("saved");
    await Promise.all(keys.filter((key) => !keep.includes(key)).map((key) => db.delete("saved", key)));
  } catch {
    // nothing was stored
  }
}
