/** A claim on its way: its receipts first, then the claim, once. */
import type { Claim, NewClaim, Travel } from "../../api";
import { api, read } from "../../api";
import { onSent, type Unsent, unsent } from "../../offline/outbox";
import { hand } from "../files/hand";
import { travel } from "./data";
import type { Draft } from "./draft";
import { type Known, toSend } from "./lines";

export const KIND = "claim";
const PATH = "/api/me/claims";
const receiptPath = (id: string) => `/api/me/receipts/${id}`;

onSent(KIND, ({ path }, body) => {
  if (path === PATH) taken(body as Claim);
});

/** The claim as the server has it now takes its place at once; then everything is asked for anew. */
export function taken(claim: Claim) {
  const { data } = travel.shown.peek();
  if (data) travel.set({ ...data, claims: [claim, ...data.claims.filter(({ id }) => id !== claim.id)] });
  void travel.renew();
}

/**
 * Puts a whole draft where it is sent from, once; whoever asked for it then drops it. Throws FileGone;
 * StorageFull or StorageOff where the phone cannot keep it and there is no connection: the draft then
 * stays. `onPart` hears which photo is sent where it goes straight to the server.
 */
export async function send(draft: Draft, facts: Known, onPart: (number: number, of: number) => void): Promise<void> {
  const body = bodyOf(draft, facts);
  const mine = draft.lines.flatMap(({ receipts }) => receipts).filter(({ there }) => !there);
  const files = mine.map(({ id }) => id).filter((id) => body.lines.some(({ receipts = [] }) => receipts.includes(id)));
  const straight = () => read(api.POST(PATH, { body }));
  await hand<Claim>({ ...{ id: body.id, kind: KIND, path: PATH, body, files }, filePath: receiptPath, straight, taken, onPart });
  settle(body);
}

export function bodyOf({ id, round, visit, lines, late_reason }: Draft, facts: Known): NewClaim {
  return {
    ...{ id, round, visit_id: visit.id, currency: facts.policy.currency },
    ...{ lines: lines.map((line) => toSend(line, facts)), late_reason: late_reason.trim() },
  };
}

/** Until the server is heard again: the visit is claimed for, a question is answered, the distance is known. */
function settle(body: NewClaim) {
  const { data } = travel.shown.peek();
  if (!data || data.claims.some(({ id, round }) => id === body.id && round === body.round)) return;
  const trip = body.lines.find(({ distance }) => distance)?.distance;
  const visits = data.visits.map((visit) => (visit.id === body.visit_id ? { ...visit, offered: false } : visit));
  const claims = data.claims.map((claim) => (claim.id === body.id ? { ...claim, can: { ...claim.can, ...nothing } } : claim));
  travel.set({ ...data, visits, claims, distance: data.distance ?? (trip ? Math.max(1, Math.round(trip / 2)) : null) });
}

const nothing: Claim["can"] = { correct: false, withdraw: false, dispute: false };

/**
 * A claim of hers that the server does not have yet. `photos`: how many receipts went or go with it,
 * `gone` how many have gone. `refused`: the first thing of it that was refused.
 */
export type Parcel = {
  body: NewClaim;
  state: "leaving" | "waiting" | "signed_out" | "refused";
  photos: number;
  gone: number;
  refused: Unsent | null;
  items: Unsent[];
};

export function parcels(all: readonly Unsent[] = unsent.value): Parcel[] {
  return all.filter(({ kind, path }) => kind === KIND && path === PATH).map((claim) => parcelOf(claim, all));
}

function parcelOf(claim: Unsent, all: readonly Unsent[]): Parcel {
  const needs = claim.needs ?? [];
  const receipts = all.filter(({ id }) => needs.includes(id));
  const items = [...receipts, claim];
  const refused = items.find(({ state }) => state === "refused") ?? null;
  const leaving = navigator.onLine && items.every(({ tries }) => tries === 0);
  const out = items.some(({ state }) => state === "signed_out");
  return {
    ...{ body: claim.body as NewClaim, items, refused, photos: needs.length, gone: needs.length - receipts.length },
    state: refused ? "refused" : out ? "signed_out" : leaving ? "leaving" : "waiting",
  };
}

/** Why it was refused, in the server's words; null where it gave none. */
export function refusalOf({ refused }: Parcel): string | null {
  const message = refused?.problem?.message;
  return message === undefined || message === "" ? null : message;
}

/** The visit that a claim is for, as far as it is known here. */
export function visitOf({ visits, claims }: Pick<Travel, "visits" | "claims">, id: string) {
  return visits.find((visit) => visit.id === id) ?? claims.find(({ visit }) => visit.id === id)?.visit;
}
