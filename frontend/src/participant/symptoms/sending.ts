/** A check-in on its way: what the phone says to it at once, and what the server said. */
import type { CheckIn, NewReport, Report, Urgency } from "../../api";
import { api, NetworkError, read } from "../../api";
import { onSent, put, StorageFull, StorageOff } from "../../offline/outbox";
import { createResource } from "../data/resource";
import { standing } from "../data/session";
import { checkIns, reports } from "./data";
import { type Draft, drop, goneElsewhere, pressSend } from "./draft";
import { toSend } from "./path";
import { reasons, urgencyOf } from "./rules";

export const KIND = "check-in";
const PATH = "/api/me/check-ins/reports";

/** What the phone itself found in the check-in sent last. */
export type Sent = { id: string; urgency: Urgency | null; can_wait: boolean | null };

export const lastSent = createResource<Sent | null>("check-in:sent", () => Promise.resolve(null));
/** The server's answer to the one sent last, while the app is open. */
export const answered = createResource<Report | null>(null, () => Promise.resolve(null));

onSent(KIND, (_item, body) => taken(body as Report));

function taken(report: Report) {
  answered.set(report);
  void checkIns.renew();
  void reports.renew();
}

/** How urgent the phone's own rules find a draft. */
export function urgencyOfDraft(checkIn: CheckIn, { answers }: Pick<Draft, "answers">): Urgency | null {
  return urgencyOf(reasons(checkIn, toSend(checkIn, answers), checkIn.before));
}

/** Whether somebody is asked if it can wait. */
export const asksToWait = (urgency: Urgency | null) => urgency === "call_now" || urgency === "urgent";

/** Whether to call now and not wait for the team. */
export function callNow({ urgency, can_wait }: { urgency: Urgency | null; can_wait: boolean | null }): boolean {
  return urgency === "call_now" || (urgency === "urgent" && can_wait === false);
}

/**
 * Puts the draft where it is sent from, once. Returns the report's id. Throws StorageFull or
 * StorageOff where the phone cannot keep it and there is no connection: the draft then stays.
 */
export async function send(checkIn: CheckIn): Promise<string | null> {
  const draft = pressSend(checkIn.key);
  if (!draft) return null;
  if (await goneElsewhere(checkIn.key, draft.id)) {
    drop(checkIn.key);
    return draft.id;
  }
  const body = bodyOf(checkIn, draft);
  lastSent.set({ id: draft.id, urgency: urgencyOfDraft(checkIn, draft), can_wait: body.can_wait ?? null });
  await hand(body);
  drop(checkIn.key);
  settle(checkIn.key, body.answers);
  return draft.id;
}

function bodyOf(checkIn: CheckIn, draft: Draft): NewReport {
  const asked = asksToWait(urgencyOfDraft(checkIn, draft));
  return {
    id: draft.id,
    check_in: checkIn.key,
    study_version: checkIn.study_version,
    language: checkIn.language,
    answers: toSend(checkIn, draft.answers),
    note: checkIn.note === null ? "" : draft.note.trim(),
    can_wait: asked ? draft.can_wait : null,
    answered_at: draft.answered_at ?? new Date().toISOString(),
  };
}

/** Through the outbox; on a phone that keeps nothing, straight to the server. */
async function hand(body: NewReport): Promise<void> {
  const now = standing.peek();
  const account = now.kind === "in" ? now.session.account?.id : undefined;
  if (account === undefined) throw new NetworkError("signed out");
  try {
    await put({ id: body.id, kind: KIND, path: PATH, body, account });
  } catch (failure) {
    if (!(failure instanceof StorageFull || failure instanceof StorageOff)) throw failure;
    try {
      taken(await read(api.POST(PATH, { body })));
    } catch (refused) {
      throw refused instanceof NetworkError ? failure : refused;
    }
  }
}

/** Until the server is heard again: this one is no longer due, and the next is compared with it. */
function settle(key: string, answers: NewReport["answers"]) {
  const { data } = checkIns.shown.peek();
  if (!data) return;
  const check_ins = data.check_ins.map((one) => (one.key === key ? { ...one, now: null, before: answers } : one));
  checkIns.set({ ...data, check_ins });
}
