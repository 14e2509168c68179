/** The outbox as it lies in the database. Whatever is written here is on the disk when it returns. */
import type { IDBPObjectStore } from "idb";

import { type Kept, open, type Tables, type Unsent } from "./database";

/** Everything unsent on this phone, whoever wrote it, in the order it was written. */
export async function rows(): Promise<Unsent[]> {
  return (await open()).getAllFromIndex("outbox", "order");
}

type Both = ("outbox" | "blobs")[];
type Store<Name extends Both[number]> = IDBPObjectStore<Tables, Both, Name, "readwrite">;
type Stores = { outbox: Store<"outbox">; blobs: Store<"blobs"> };

/** Writes to the outbox and to the files on this phone: all of it, or nothing where it fails. */
export async function writing<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  const both: Both = ["outbox", "blobs"];
  const tx = (await open()).transaction(both, "readwrite", { durability: "strict" });
  tx.done.catch(() => {}); // heard below
  try {
    const result = await work({ outbox: tx.objectStore("outbox"), blobs: tx.objectStore("blobs") });
    await tx.done;
    return result;
  } catch (cause) {
    try {
      tx.abort();
    } catch {
      // it is over already
    }
    throw tx.error ?? cause;
  }
}

/** A file with the name it is sent under. */
export type NamedBlob = { blob: Blob; name: string };

export type New = Pick<Unsent, "id" | "kind" | "path" | "account" | "needs"> & {
  body?: unknown;
  /**
   * The file to send instead of a body; "kept" for the one that `keepBlob` kept under this id, which
   * then is the outbox's. Where none is kept, it went before, and the item is left out.
   */
  file?: NamedBlob | "kept";
};

/** Adds things at the end, all or none. What is there already under its id stays as it is. */
export async function add(...items: New[]): Promise<void> {
  const madeAt = new Date().toISOString();
  const kept = await Promise.all(items.map(async (item) => (typeof item.file === "object" ? bytesOf(item, item.file) : null)));
  await writing(async ({ outbox, blobs }) => {
    const last = await outbox.index("order").openKeyCursor(null, "prev");
    let order = last?.key ?? 0;
    for (const [at, item] of items.entries()) {
      if ((await outbox.getKey(item.id)) !== undefined) continue;
      if (item.file === "kept" && (await blobs.getKey(item.id)) === undefined) continue;
      await outbox.add(rowOf(item, madeAt, (order += 1)));
      if (kept[at]) await blobs.put(kept[at]);
    }
  });
}

/** A file as it lies in the database. */
export async function bytesOf({ id, account }: Pick<Kept, "id" | "account">, { blob, name }: NamedBlob): Promise<Kept> {
  return { id, account, name, type: blob.type, bytes: await blob.arrayBuffer() };
}

function rowOf({ id, kind, path, body = null, account, file, needs }: New, madeAt: string, order: number): Unsent {
  return {
    ...{ id, kind, path, body, account, madeAt, order },
    ...{ tries: 0, nextTryAt: null, state: "waiting", problem: null },
    ...(file && { file: true }),
    ...(needs && { needs }),
  };
}

/** Changes a row that is still there. */
export async function change(id: string, part: Partial<Omit<Unsent, "id">>): Promise<void> {
  await writing(async ({ outbox }) => {
    const row = await outbox.get(id);
    if (row) await outbox.put({ ...row, ...part });
  });
}

/** Removes things with their files. */
export async function remove(...ids: string[]): Promise<void> {
  await writing(({ outbox, blobs }) => Promise.all(ids.flatMap((id) => [outbox.delete(id), blobs.delete(id)])));
}

/** Removes everything with its files, or everything that is not this account's. */
export async function removeAll(but?: string): Promise<void> {
  await writing(async ({ outbox, blobs }) => {
    for (const { id, account } of await outbox.getAll()) {
      if (account !== but) await Promise.all([outbox.delete(id), blobs.delete(id)]);
    }
  });
}
