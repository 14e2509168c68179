/**
 * Photos and documents on this phone: of a draft until it is sent, then the outbox's until they have
 * gone. A draft's go with the drafts, at sign-out or when somebody else signs in.
 */
import { ApiError } from "../api/errors";
import { open } from "./database";
import { keeping } from "./keeping";
import { bytesOf, type NamedBlob, writing } from "./rows";

export type { NamedBlob };

/**
 * Keeps a file for a draft. One that is on its way under this id stays as it is. Throws StorageFull
 * or StorageOff.
 */
export async function keepBlob(id: string, account: string, file: NamedBlob): Promise<void> {
  const kept = await bytesOf({ id, account }, file);
  await keeping(() => writing(async ({ outbox, blobs }) => (await outbox.getKey(id)) ?? blobs.put(kept)));
}

/** A file on this phone, of a draft or on its way; null where there is none. */
export async function blobOf(id: string): Promise<NamedBlob | null> {
  return read(id).catch(() => null);
}

async function read(id: string): Promise<{ blob: File; name: string } | null> {
  const kept = await (await open()).get("blobs", id);
  return kept ? { blob: new File([kept.bytes], kept.name, { type: kept.type }), name: kept.name } : null;
}

/** Forgets files of a draft. What is on its way stays: it is the outbox's. */
export async function dropBlob(...ids: string[]): Promise<void> {
  await writing(async ({ outbox, blobs }) => {
    for (const id of ids) if ((await outbox.getKey(id)) === undefined) await blobs.delete(id);
  });
}

/** Puts another file in the place of one that was refused. Whether there was one. */
export async function swapBlob(id: string, file: NamedBlob): Promise<boolean> {
  const kept = await bytesOf({ id, account: "" }, file);
  return keeping(() =>
    writing(async ({ outbox, blobs }) => {
      const row = await outbox.get(id);
      if (!row?.file || row.state !== "refused") return false;
      await blobs.put({ ...kept, account: row.account });
      return true;
    }),
  );
}

/** The form that carries a file of the outbox. Where its bytes are gone, it is as good as refused. */
export async function formOf(id: string): Promise<FormData> {
  const file = await read(id);
  if (!file) throw new ApiError({ title: "", code: "file_missing", status: 410 });
  const form = new FormData();
  form.append("file", file.blob);
  return form;
}
