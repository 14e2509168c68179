/**
 * The check-in she is on the way through, kept on this phone until it is sent. Its id is made once,
 * so that however often it is sent, and from whichever tab, it is one report.
 */
import { useEffect, useState } from "preact/hooks";

import { draftsOf, load } from "../../offline/store";
import { uuid } from "../another-time/uuid";
import { createResource, type Resource } from "../data/resource";
import { standing } from "../data/session";
import type { Answers } from "./rules";

export type Draft = {
  id: string;
  begun: string;
  answers: Answers;
  note: string;
  /** Whether it can wait until the team calls; null where she was not asked, or has not said. */
  can_wait: boolean | null;
  /** When she first pressed send; what is changed after that is another report. */
  answered_at: string | null;
};

/** Each person's own: it outlives a session that ended by itself, and nobody else sees it. */
function place(key: string): string {
  const now = standing.peek();
  return draftsOf(now.kind === "in" ? (now.session.account?.id ?? "") : "") + key;
}

const drafts = new Map<string, Resource<Draft | null>>();

/** Kept as an answer of the server is, and forgotten with them; only that no server is asked for it. */
function held(key: string): Resource<Draft | null> {
  const name = place(key);
  let found = drafts.get(name);
  if (!found) drafts.set(name, (found = createResource<Draft | null>(name, () => Promise.resolve(null))));
  return found;
}

/** The draft of a check-in: null where there is none, undefined while the phone is asked. */
export function useDraft(key: string): Draft | null | undefined {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let here = true;
    void held(key).recall().then(() => here && setAsked(true));
    return () => void (here = false);
  }, [key]);
  return held(key).shown.value.data ?? (asked ? null : undefined);
}

/** Begins one, with what is known already; one that another tab began is gone on with. */
export async function begin(key: string, known: Partial<Pick<Draft, "answers" | "note">> = {}): Promise<Draft> {
  await held(key).recall();
  const there = held(key).shown.peek().data;
  return there ?? beginAnew(key, known);
}

/** Begins one instead of the one there is. */
export function beginAnew(key: string, known: Partial<Pick<Draft, "answers" | "note">> = {}): Draft {
  const begun = new Date().toISOString();
  const draft: Draft = { answers: {}, note: "", ...known, id: uuid(), begun, can_wait: null, answered_at: null };
  held(key).set(draft);
  return draft;
}

/** What may have been sent already stays what it was: a change after that makes another report of it. */
export function change(key: string, part: Partial<Pick<Draft, "answers" | "note" | "can_wait">>) {
  const now = held(key).shown.peek().data;
  if (!now) return;
  const sent = now.answered_at === null ? {} : { id: uuid(), answered_at: null };
  held(key).set({ ...now, ...part, ...sent });
}

export function answer(key: string, question: string, value: number | null) {
  const now = held(key).shown.peek().data;
  if (now) change(key, { answers: { ...now.answers, [question]: value } });
}

/** The draft with the moment of sending: the first one, however often it is tried. */
export function pressSend(key: string): Draft | null {
  const now = held(key).shown.peek().data;
  if (!now) return null;
  const pressed = { ...now, answered_at: now.answered_at ?? new Date().toISOString() };
  held(key).set(pressed);
  return pressed;
}

export function drop(key: string) {
  held(key).set(null);
}

/** Whether another tab has sent this one, or put another in its place. */
export async function goneElsewhere(key: string, id: string): Promise<boolean> {
  const kept = await load<Draft | null>(place(key));
  return kept !== null && kept.value?.id !== id;
}
