/**
 * The claims she has begun and not sent, kept on this phone. Ids are made once, so that however often
 * a claim is sent, and from whichever tab, it is one.
 */
import type { ClaimableVisit } from "../../api";
import { uuid } from "../another-time/uuid";
import { createDrafts } from "../data/drafts";
import type { DraftLine } from "./lines";

export type DraftVisit = Pick<ClaimableVisit, "id" | "name" | "label" | "day">;

/**
 * `round` counts the sendings, this one included. `question`: what the team asked, where it came back.
 * `refused`: why it was not taken, and at which line.
 */
export type Draft = {
  id: string;
  round: number;
  visit: DraftVisit;
  begun: string;
  lines: DraftLine[];
  late_reason: string;
  question: string;
  refused: { message: string; line: string | null } | null;
};

const drafts = createDrafts<Draft>("claims");

/** All drafts, the one begun last first; undefined while the phone is asked. */
export const useDrafts = drafts.useList;

/** The draft of a claim: null where there is none, undefined while the phone is asked. */
export function useDraft(id: string): Draft | null | undefined {
  const all = useDrafts();
  return all && (all.find((draft) => draft.id === id) ?? null);
}

export const recallDrafts = drafts.recall;

/** The draft that is being written now; null where there is none. */
export const draftOf = drafts.of;

/** The one begun for a visit that has not been sent before. */
export function draftFor(visit: string): Draft | null {
  return drafts.all().find((draft) => draft.visit.id === visit && draft.round === 1) ?? null;
}

/** Begins a claim for a visit; one that is begun already is gone on with. */
export async function begin({ id, name, label, day }: DraftVisit): Promise<Draft> {
  await recallDrafts();
  return draftFor(id) ?? keep({ ...blank(), id: uuid(), round: 1, visit: { id, name, label, day }, lines: [] });
}

const blank = () => ({ begun: new Date().toISOString(), late_reason: "", question: "", refused: null });

/** Keeps a draft that was made elsewhere, of a claim that came back or was refused. */
export function keep(draft: Draft): Draft {
  drafts.put(draft.id, draft);
  return draft;
}

/** What was refused may have been put right by that. */
export function change(id: string, part: Partial<Pick<Draft, "lines" | "late_reason" | "refused">>) {
  const now = draftOf(id);
  if (now) drafts.put(id, { ...now, ...part });
}

export function changeLine(id: string, line: string, part: Partial<DraftLine>) {
  const now = draftOf(id);
  if (!now) return;
  const lines = now.lines.map((one) => (one.id === line ? { ...one, ...part } : one));
  change(id, { lines, ...(now.refused?.line === line && { refused: null }) });
}

/** Adds a line about something of that category, with what is known of it already. Returns its id. */
export function addLine(id: string, part: Pick<DraftLine, "category"> & Partial<DraftLine>): string {
  const line: DraftLine = {
    ...{ id: uuid(), care_partner: null, spent_on: null, amount: "", way: null, distance: "", distance_reason: "" },
    ...{ note: "", receipt_lost: null, receipts: [] },
    ...part,
  };
  change(id, { lines: [...(draftOf(id)?.lines ?? []), line] });
  return line.id;
}

export function removeLine(id: string, line: string) {
  const lines = draftOf(id)?.lines.filter((one) => one.id !== line);
  if (lines) change(id, { lines });
}

export function drop(id: string) {
  drafts.put(id, null);
}
