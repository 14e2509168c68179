/** The way through a claim, in addresses: pure. */
import type { Draft } from "./draft";
import { asks, categoryOf, type DraftLine, isSaid, type Known, openStep, type Step, stepsOf } from "./lines";

export const home = "/travel";
export const covered = "/travel/covered";
export const claimPage = (id: string) => `${home}/claims/${id}`;
export const resultPage = (id: string) => `${home}/sent/${id}`;
/** Where a claim for a visit begins, or goes on. */
export const visitPage = (id: string) => `${home}/visits/${id}`;

export type Place = Step | "kind" | "line" | "note" | "lines" | "late" | "review";

/** The page of a claim that is being made, for one line where it is about one. */
export const page = (claim: Pick<Draft, "id">, place: Place, line = "") =>
  [home, "claim", claim.id, place, line].filter(Boolean).join("/");

type Way = { draft: Draft; line: DraftLine; facts: Known; fix: boolean };

/**
 * The page after a step: the next one with something open to ask, else the list. Whoever changes one
 * answer (`fix`) is asked only what that has opened.
 */
export function after({ draft, line, facts, fix }: Way, step: Step): string {
  if (fix) {
    const open = openStep(line, facts);
    return open === null || open === "gone" || open === step ? page(draft, "line", line.id) : `${page(draft, open, line.id)}?fix=1`;
  }
  const next = stepsFrom(line, facts, step).find((later) => asks(line, later, facts) && !isSaid(line, later, facts));
  return next ? page(draft, next, line.id) : page(draft, "lines");
}

function stepsFrom(line: DraftLine, { policy }: Known, step: Step): Step[] {
  const category = categoryOf(policy, line);
  const steps = category ? stepsOf(category) : [];
  return steps.slice(steps.indexOf(step) + 1);
}

/** The page before a step. */
export function before({ draft, line, facts, fix }: Way, step: Step): string {
  if (fix) return page(draft, "line", line.id);
  const category = categoryOf(facts.policy, line);
  const steps = category ? stepsOf(category) : [];
  const earlier = steps[steps.indexOf(step) - 1];
  return earlier ? page(draft, earlier, line.id) : page(draft, "kind");
}

/** Where to go on with a draft: what is still open, else its list. */
export function goOn(draft: Draft, facts: Known): string {
  if (!draft.lines.length) return page(draft, "kind");
  const line = draft.lines.find((one) => openStep(one, facts) !== null);
  const open = line && openStep(line, facts);
  return line && open && open !== "gone" ? page(draft, open, line.id) : page(draft, "lines");
}

/** The step of a claim that was refused at a field such as "lines.2.amount". */
export function placeOf(field: string | undefined): { place: Place; at: number | null } {
  const [, at, part = ""] = /^lines\.(\d+)\.(\w+)/.exec(field ?? "") ?? [];
  if (at === undefined) return { place: field === "late_reason" ? "late" : "lines", at: null };
  const places: Record<string, Place> = {
    ...{ amount: "amount", receipts: "receipts", receipt_lost: "receipts", spent_on: "day", note: "note" },
    ...{ distance: "distance", distance_reason: "distance", care_partner: "who" },
  };
  return { place: places[part] ?? "line", at: Number(at) };
}
