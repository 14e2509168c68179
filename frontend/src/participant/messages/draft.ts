/**
 * What she has begun to write, kept on this phone: one message a conversation, and beside it a
 * correction. Ids are made once, so that however often it is sent, and from whichever tab, it is one.
 */
import { uuid } from "../another-time/uuid";
import { createDrafts } from "../data/drafts";
import type { HeldFile } from "../files/held";

/** What a new conversation is about. */
export type About = { topic: string; visit_id: string | null; claim_id: string | null };

/** `wrong`: why the server did not take it. */
export type DraftFile = HeldFile & { wrong?: string };

export type Draft = {
  /** Of the message it becomes. */
  id: string;
  thread: string;
  /** Of a conversation that begins with it; null where it goes on. */
  about: About | null;
  /** The message of hers that it puts right. */
  corrects: string | null;
  begun: string;
  text: string;
  files: DraftFile[];
  /** Why it was not taken when it was sent before. */
  refused: string | null;
};

const drafts = createDrafts<Draft>("messages");

export const useDrafts = drafts.useAll;
export const recallDrafts = drafts.recall;

/** A message and a correction do not get in each other's way. */
const keyOf = ({ thread, corrects }: Pick<Draft, "thread" | "corrects">) => (corrects === null ? thread : `${thread}:correction`);

/** What is being written in a conversation: a correction first. Null where there is nothing yet. */
export function current(thread: string, all: Readonly<Record<string, Draft>>): Draft | null {
  return all[`${thread}:correction`] ?? all[thread] ?? null;
}

const blank = (thread: string): Draft => ({
  ...{ id: uuid(), thread, about: null, corrects: null, begun: new Date().toISOString() },
  ...{ text: "", files: [], refused: null },
});

/** Begins a conversation; one that is begun about the same and has no words yet is gone on with. */
export async function begin(about: About): Promise<Draft> {
  await drafts.recall();
  const same = (one: About | null) => one?.topic === about.topic && one.visit_id === about.visit_id && one.claim_id === about.claim_id;
  return drafts.all().find((draft) => same(draft.about)) ?? keep({ ...blank(uuid()), about });
}

/** Begins to put right what she wrote, with the words as they are. */
export function correct(thread: string, { id, text }: { id: string; text: string }): Draft {
  return keep({ ...blank(thread), corrects: id, text });
}

export function keep(draft: Draft): Draft {
  drafts.put(keyOf(draft), draft);
  return draft;
}

/** Changes what is being written, as it is by then; the first word begins it. */
export function change(thread: string, corrects: string | null, part: Partial<Pick<Draft, "text" | "files" | "refused">>) {
  const key = keyOf({ thread, corrects });
  const now = drafts.of(key) ?? { ...blank(thread), corrects };
  const next = { ...now, ...part };
  const empty = !next.text && !next.files.length && !next.about && corrects === null;
  drafts.put(key, empty ? null : next);
}

export const draftIn = (thread: string, corrects: string | null): Draft | null => drafts.of(keyOf({ thread, corrects }));

export function drop(draft: Pick<Draft, "thread" | "corrects">) {
  drafts.put(keyOf(draft), null);
}
