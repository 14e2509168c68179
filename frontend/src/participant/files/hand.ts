/** Something written on this phone on its way: its files first, then itself, once. */
import { NetworkError, read } from "../../api";
import { upload } from "../../api/upload";
import { type New, put, StorageFull, StorageOff } from "../../offline/outbox";
import { accountHere } from "../data/session";
import { fileOf, forget, inMemory } from "./held";

/** A file is no longer on this phone: it has to be added again. */
export class FileGone extends Error {
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super("gone");
    this.ids = ids;
  }
}

/** `body` is posted to `path` under `id`, once `files` have gone, each to its `filePath`. */
type Parcel<T> = {
  id: string;
  kind: string;
  path: string;
  body: unknown;
  files: readonly string[];
  filePath: (id: string) => string;
  /** The same to the server at once, for a phone that keeps nothing. */
  straight: () => ReturnType<typeof read<T>>;
  /** Hears what the server made of it where it went at once. */
  taken: (answer: T) => void;
  /** Hears which file is sent where it goes at once. */
  onPart: (number: number, of: number) => void;
};

/**
 * Through the outbox; on a phone that keeps nothing, straight to the server. Throws FileGone;
 * StorageFull or StorageOff where the phone cannot keep it and there is no connection.
 */
export async function hand<T>(parcel: Parcel<T>): Promise<void> {
  const { id, kind, path, body, files, filePath } = parcel;
  const gone = await missing(files);
  if (gone.length) throw new FileGone(gone);
  const account = accountHere();
  if (!account) throw new NetworkError("signed out");
  const before = files.map(
    (file): New => ({ ...{ id: file, kind, path: filePath(file), account }, file: inMemory(file) ?? "kept" }),
  );
  try {
    await put(...before, { id, kind, path, body, account, needs: files });
  } catch (failure) {
    if (!(failure instanceof StorageFull || failure instanceof StorageOff)) throw failure;
    try {
      parcel.taken(await atOnce(parcel));
    } catch (refused) {
      throw refused instanceof NetworkError ? failure : refused;
    }
    await forget(...files);
  }
}

async function missing(ids: readonly string[]): Promise<string[]> {
  const found = await Promise.all(ids.map(async (id) => ((await fileOf(id)) ? [] : [id])));
  return found.flat();
}

async function atOnce<T>({ files, filePath, straight, onPart }: Parcel<T>): Promise<T> {
  for (const [at, id] of files.entries()) {
    onPart(at + 1, files.length);
    const file = await fileOf(id);
    const form = new FormData();
    if (file) form.append("file", file.blob, file.name);
    await upload(filePath(id), form, () => {});
  }
  return straight();
}
