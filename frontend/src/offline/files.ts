/** Files of the outbox as a page sends them: how far they are, and another for one that was refused. */
import { type ReadonlySignal, signal } from "@preact/signals";

import { upload } from "../api/upload";
import { formOf, type NamedBlob, swapBlob } from "./blobs";
import type { Unsent } from "./database";
import { retry } from "./outbox";
import { answerIn } from "./sending";

/** How often what is shown changes while a file is sent: a screen reader and a phone have better to do. */
const EVERY_MS = 250;

const parts = signal<ReadonlyMap<string, number>>(new Map());

/** Which part of each file this page sends at the moment has gone, 0 to 1, by the item's id. */
export const progress: ReadonlySignal<ReadonlyMap<string, number>> = parts;

/** Sends the file of an item. Throws ApiError or NetworkError. */
export async function sendFile({ id, path }: Unsent, stop: AbortSignal): Promise<unknown> {
  const form = await formOf(id);
  show(id, 0);
  try {
    return await answerIn(await upload(path, form, paced(id), stop));
  } finally {
    show(id, null);
  }
}

function paced(id: string) {
  let shownAt = performance.now();
  return (part: number) => {
    if (part < 1 && performance.now() - shownAt < EVERY_MS) return;
    shownAt = performance.now();
    show(id, part);
  };
}

function show(id: string, part: number | null) {
  const now = new Map(parts.peek());
  if (part === null) now.delete(id);
  else now.set(id, part);
  parts.value = now;
}

/**
 * Sends another file in the place of one that was refused, under the same id. Does nothing to one
 * that was not: the server may have it already. Throws StorageFull or StorageOff.
 */
export async function replaceFile(id: string, file: NamedBlob): Promise<void> {
  if (await swapBlob(id, file)) await retry(id);
}
