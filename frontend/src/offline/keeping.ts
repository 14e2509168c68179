/** What can go wrong where something is put on this phone to stay. */

/** The phone has no room left. What was to be kept is still only where it was written. */
export class StorageFull extends Error {}
/** The phone lets nothing be stored. What was to be kept is still only where it was written. */
export class StorageOff extends Error {}

/** Writes to the database. Throws StorageFull or StorageOff. */
export async function keeping<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    const full = cause instanceof Error && cause.name === "QuotaExceededError";
    throw full ? new StorageFull("full", { cause }) : new StorageOff("off", { cause });
  }
}
