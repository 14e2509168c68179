/** Which claims go into the next batch, and what they come to: pure. */
import { money } from "../words/money";
import type { PayableClaim } from "./data";

/** What is chosen, by id, with the reference: it can be named after it has left the list. */
export type Chosen = ReadonlyMap<string, string>;

/** Whether the person may pay it: nobody pays her own. */
export const choosable = (claim: PayableClaim) => !claim.own;

/** The claims that are chosen and still there, in the order of the list. */
export const chosenOf = (rows: readonly PayableClaim[], chosen: Chosen) =>
  rows.filter((row) => choosable(row) && chosen.has(row.id));

/** The references of what was chosen and is not there any more: a colleague was faster. */
export function goneOf(rows: readonly PayableClaim[], chosen: Chosen): string[] {
  const there = new Set(rows.map(({ id }) => id));
  return [...chosen].filter(([id]) => !there.has(id)).map(([, reference]) => reference);
}

/** `chosen` with these claims in it, or without them. */
export function choose(chosen: Chosen, rows: readonly PayableClaim[], on: boolean): Chosen {
  const next = new Map(chosen);
  for (const row of rows.filter(choosable)) {
    if (on) next.set(row.id, row.reference);
    else next.delete(row.id);
  }
  return next;
}

/** Only what is still in the list. */
export function stillThere(rows: readonly PayableClaim[], chosen: Chosen): Chosen {
  const there = new Set(rows.map(({ id }) => id));
  return new Map([...chosen].filter(([id]) => there.has(id)));
}

/** What the claims come to, a sum for each currency. */
export function sumsOf(rows: readonly PayableClaim[]): [currency: string, minor: number][] {
  const sums = new Map<string, number>();
  for (const { currency, to_pay } of rows) sums.set(currency, (sums.get(currency) ?? 0) + to_pay);
  return [...sums];
}

/** "$412.30", or "$412.30 + €20.00" where nothing can be added up. */
export const sumWords = (sums: readonly (readonly [string, number])[]) =>
  sums.map(([currency, minor]) => money(minor, currency)).join(" + ");

/** The day on which they usually go out together: the latest of theirs, never past. */
export const usualDay = (rows: readonly PayableClaim[], today: string) =>
  rows.reduce((latest, row) => (row.usual_day > latest ? row.usual_day : latest), today);
