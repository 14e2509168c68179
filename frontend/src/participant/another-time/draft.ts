/** What is being written in a request for another time. Kept while the app is open, per visit. */
import { type Signal, signal } from "@preact/signals";

import type { DayPart } from "../../api";
import type { Label } from "../../i18n";
import { uuid } from "./uuid";

export type Proposal = { date: string; part: DayPart | null };
export type Draft = { requestId: string; proposals: readonly [Proposal, Proposal, Proposal]; note: string };

export const NOTE_LIMIT = 1000;
const EMPTY: Proposal = { date: "", part: null };

const fresh = (): Draft => ({ requestId: uuid(), proposals: [EMPTY, EMPTY, EMPTY], note: "" });

const drafts = new Map<string, Signal<Draft>>();

function held(visitId: string): Signal<Draft> {
  let found = drafts.get(visitId);
  if (!found) drafts.set(visitId, (found = signal(fresh())));
  return found;
}

export function draftOf(visitId: string): Draft {
  return held(visitId).value;
}

export function change(visitId: string, part: Partial<Omit<Draft, "requestId">>) {
  held(visitId).value = { ...held(visitId).peek(), ...part };
}

export function changeProposal(visitId: string, at: number, part: Partial<Proposal>) {
  const [one, two, three] = draftOf(visitId).proposals.map((old, i) => (i === at ? { ...old, ...part } : old));
  if (one && two && three) change(visitId, { proposals: [one, two, three] });
}

/** After sending, the next request is a new one. */
export function discard(visitId: string) {
  held(visitId).value = fresh();
}

export function isEmpty(proposal: Proposal): boolean {
  return !proposal.date && !proposal.part;
}

/** The proposals that say something, in order. */
export function filled(draft: Draft): { date: string; part: DayPart }[] {
  return draft.proposals.flatMap(({ date, part }) => (date && part ? [{ date, part }] : []));
}

export type Faults = { date?: Label; part?: Label };

/** What is wrong with one proposal. Only the first must be there; half a proposal is none. */
export function faults(draft: Draft, at: number, today: string): Faults {
  const proposal = draft.proposals[at] ?? EMPTY;
  if (at > 0 && isEmpty(proposal)) return {};
  const found: Faults = {};
  if (!proposal.date) found.date = "request.day.missing";
  else if (proposal.date <= today) found.date = "request.day.past";
  if (!proposal.part) found.part = "request.part.missing";
  const twice = draft.proposals.some((other, i) => i < at && other.date === proposal.date && other.part === proposal.part);
  if (!found.date && !found.part && twice) found.date = "request.day.same";
  return found;
}

export function outsideWindow(date: string, window: { start: string; end: string }): boolean {
  return date !== "" && (date < window.start || date > window.end);
}
