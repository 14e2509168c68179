/** Receipts on this phone: made small, kept until they are sent, and found again. */
import { useEffect, useState } from "preact/hooks";

import { blobOf, dropBlob, keepBlob, type NamedBlob } from "../../offline/blobs";
import { StorageFull, StorageOff } from "../../offline/keeping";
import { uuid } from "../another-time/uuid";
import { createResource } from "../data/resource";
import { accountHere } from "./draft";
import type { DraftReceipt } from "./lines";
import { shrink } from "./photo";

/** So many fit one line, to the server too. */
export const MOST_A_LINE = 10;

type Held = Readonly<Record<string, NamedBlob>>;

/** What the phone would not keep. It stays while the app is open, and goes when she signs out. */
const memory = createResource<Held>(null, () => Promise.resolve({}));

export const inMemory = (id: string): NamedBlob | null => memory.shown.peek().data?.[id] ?? null;

/** A chosen file as a receipt of a draft. Throws TooLarge or WrongKind, see photo.ts. */
export async function takeIn(file: File): Promise<DraftReceipt> {
  const { blob, name } = await shrink(file);
  return keepAs(uuid(), { blob, name });
}

/** Keeps a file under an id, in memory where the phone keeps nothing. */
export async function keepAs(id: string, file: NamedBlob): Promise<DraftReceipt> {
  try {
    await keepBlob(id, accountHere(), file);
  } catch (failure) {
    if (!(failure instanceof StorageFull || failure instanceof StorageOff)) throw failure;
    memory.set({ ...memory.shown.peek().data, [id]: file });
  }
  return { id, type: file.blob.type, there: false };
}

/** The file of a receipt that the server does not have; null where it is gone. */
export async function fileOf(id: string): Promise<NamedBlob | null> {
  return inMemory(id) ?? (await blobOf(id));
}

/** Forgets files that are not on their way. */
export async function forget(...ids: string[]): Promise<void> {
  const kept = Object.entries(memory.shown.peek().data ?? {}).filter(([id]) => !ids.includes(id));
  memory.set(Object.fromEntries(kept));
  await dropBlob(...ids).catch(() => {}); // nothing was kept
}

/** The file of a receipt on this phone: null where there is none, undefined while the phone is asked. */
export function useFile(id: string): NamedBlob | null | undefined {
  const [file, setFile] = useState<NamedBlob | null | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void fileOf(id).then((found) => here && setFile(found));
    return () => void (here = false);
  }, [id]);
  return file;
}

/** The server's picture of a receipt: of a page, or of the whole in small. */
export const pictureOf = (id: string, page?: number) =>
  `/api/me/receipts/${id}/picture?${page === undefined ? "small=true" : `page=${page}`}`;
