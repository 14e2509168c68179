/** Photos and documents on this phone: made small, kept until they are sent, and found again. */
import { useEffect, useState } from "preact/hooks";

import { blobOf, dropBlob, keepBlob, type NamedBlob } from "../../offline/blobs";
import { StorageFull, StorageOff } from "../../offline/keeping";
import { uuid } from "../another-time/uuid";
import { createResource } from "../data/resource";
import { accountHere } from "../data/session";
import { shrink } from "./photo";

/** A file that belongs to something begun. `there`: the server has it already. */
export type HeldFile = { id: string; type: string; name: string; there: boolean };

type Held = Readonly<Record<string, NamedBlob>>;

/** What the phone would not keep. It stays while the app is open, and goes when she signs out. */
const memory = createResource<Held>(null, () => Promise.resolve({}));

export const inMemory = (id: string): NamedBlob | null => memory.shown.peek().data?.[id] ?? null;

/** A chosen file, kept for a draft. Throws TooLarge or WrongKind, see photo.ts. */
export async function takeIn(file: File): Promise<HeldFile> {
  const { blob, name } = await shrink(file);
  return keepAs(uuid(), { blob, name });
}

/** Keeps a file under an id, in memory where the phone keeps nothing. */
export async function keepAs(id: string, file: NamedBlob): Promise<HeldFile> {
  try {
    await keepBlob(id, accountHere(), file);
  } catch (failure) {
    if (!(failure instanceof StorageFull || failure instanceof StorageOff)) throw failure;
    memory.set({ ...memory.shown.peek().data, [id]: file });
  }
  return { id, type: file.blob.type, name: file.name, there: false };
}

/** A file that the server does not have; null where it is gone. */
export async function fileOf(id: string): Promise<NamedBlob | null> {
  return inMemory(id) ?? (await blobOf(id));
}

/** Forgets files that are not on their way. */
export async function forget(...ids: string[]): Promise<void> {
  const kept = Object.entries(memory.shown.peek().data ?? {}).filter(([id]) => !ids.includes(id));
  memory.set(Object.fromEntries(kept));
  await dropBlob(...ids).catch(() => {}); // nothing was kept
}

/** A file on this phone: null where there is none, undefined while the phone is asked. */
export function useFile(id: string): NamedBlob | null | undefined {
  const [file, setFile] = useState<NamedBlob | null | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void fileOf(id).then((found) => here && setFile(found));
    return () => void (here = false);
  }, [id]);
  return file;
}

/** Files by id, with what this phone knows of each: nothing of one that has gone already. */
export function useHeldFiles(ids: readonly string[]): HeldFile[] {
  const [found, setFound] = useState<readonly HeldFile[]>([]);
  const all = ids.join();
  useEffect(() => {
    let here = true;
    const look = async (id: string): Promise<HeldFile> => {
      const file = await fileOf(id);
      return { id, type: file?.blob.type ?? "", name: file?.name ?? "", there: file === null };
    };
    void Promise.all(all.split(",").filter(Boolean).map(look)).then((files) => here && setFound(files));
    return () => void (here = false);
  }, [all]);
  return [...found];
}
