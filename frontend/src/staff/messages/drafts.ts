/**
 * What is typed and not sent yet, by thread: it outlives a closed panel and a refused send. It is
 * kept in memory alone, as desks are shared.
 */
import { signal } from "@preact/signals";

import { toProblem } from "../data/problem";
import { t } from "../i18n";
import { type MessageFile, threads } from "./data";

/** A file on its way; `file` once it has arrived. */
export type Attached = { id: string; name: string; part: number; file: MessageFile | null; problem: string };
export type Inserted = { key: string; language: string; text: string };

export type Draft = {
  /** The id of the message to come: sent twice, it is one. */
  id: string;
  thread: string;
  open: boolean;
  text: string;
  note: boolean;
  corrects: string | null;
  files: readonly Attached[];
  /** The prepared reply that was put in last. */
  inserted: Inserted | null;
  /** The last message that was there when writing began; null: what is there is read. */
  began: number | null;
  /** Of a new thread: what it is about. */
  topic: string;
};

const drafts = signal<Readonly<Record<string, Draft>>>({});

const fresh = (): Draft => ({
  id: crypto.randomUUID(),
  thread: crypto.randomUUID(),
  open: false,
  text: "",
  note: false,
  corrects: null,
  files: [],
  inserted: null,
  began: null,
  topic: "",
});

const blanks = new Map<string, Draft>();

/** The draft under `key`; an empty one keeps its id until something is written. */
export function draftOf(key: string): Draft {
  const found = drafts.value[key] ?? blanks.get(key);
  if (found) return found;
  const made = fresh();
  blanks.set(key, made);
  return made;
}

export function changeDraft(key: string, change: Partial<Draft>): void {
  drafts.value = { ...drafts.value, [key]: { ...draftOf(key), ...change } };
}

export function dropDraft(key: string): void {
  blanks.delete(key);
  drafts.value = Object.fromEntries(Object.entries(drafts.value).filter(([one]) => one !== key));
}

/** Whether something waits there to be sent. */
export function isBegun(key: string): boolean {
  const found = drafts.value[key];
  return found !== undefined && (found.text.trim() !== "" || found.files.length > 0);
}

const change = (key: string, id: string, more: Partial<Attached>) =>
  changeDraft(key, { files: draftOf(key).files.map((one) => (one.id === id ? { ...one, ...more } : one)) });

/** Hands a file in at once; the message that is sent later names it. */
export async function attach(key: string, participant: string, file: File): Promise<void> {
  const id = crypto.randomUUID();
  const one: Attached = { id, name: file.name, part: 0, file: null, problem: "" };
  changeDraft(key, { files: [...draftOf(key).files, one] });
  try {
    const arrived = await threads.handIn(participant, id, file, (part) => change(key, id, { part }));
    change(key, id, { file: arrived });
  } catch (error) {
    const { fields, detail, title } = toProblem(error);
    const said = [fields[0]?.message, detail, title].find(Boolean);
    change(key, id, { problem: said ?? t("error.unknown.detail") });
  }
}

export function detach(key: string, id: string): void {
  changeDraft(key, { files: draftOf(key).files.filter((one) => one.id !== id) });
}
