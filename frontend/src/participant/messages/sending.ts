/** A message on its way: its files first, then itself, once. */
import { api, read } from "../../api";
import type { NewOwnMessage, OwnThread } from "../../api";
import { blobOf } from "../../offline/blobs";
import { discard, onSent, retry, type Unsent, unsent } from "../../offline/outbox";
import { rows } from "../../offline/rows";
import { uuid } from "../another-time/uuid";
import { forget, keepAs } from "../files/held";
import { hand } from "../files/hand";
import { type About, type Draft, type DraftFile, draftIn, keep } from "./draft";
import { taken } from "./thread";

export const KIND = "message";
const PATH = "/api/me/messages";
const filePath = (id: string) => `/api/me/message-files/${id}`;

onSent(KIND, ({ path, body }, answer) => {
  if (path === PATH) taken(answer as OwnThread, (body as NewOwnMessage).thread_id);
});

/**
 * Puts a draft where it is sent from; whoever asked for it then drops it. Throws FileGone; StorageFull
 * or StorageOff where the phone cannot keep it and there is no connection: the draft then stays.
 * `onPart` hears which file is sent where it goes straight to the server.
 */
export async function send(draft: Draft, about: About, onPart: (number: number, of: number) => void): Promise<void> {
  const { id, thread, corrects } = draft;
  const files = draft.files.filter(({ there }) => !there).map((one) => one.id);
  const body: NewOwnMessage = {
    ...{ id, thread_id: thread, ...about, text: draft.text.trim(), corrects },
    files: draft.files.map((one) => one.id),
  };
  const straight = () => read(api.POST(PATH, { body }));
  const done = (answer: OwnThread) => taken(answer, thread);
  await hand<OwnThread>({ ...{ id, kind: KIND, path: PATH, body, files }, filePath, straight, taken: done, onPart });
}

/**
 * A message of hers that the server does not have yet. `refused`: the first thing of it that was
 * refused. `items`: what of it is still here, the message last.
 */
export type Parcel = {
  body: NewOwnMessage;
  madeAt: string;
  state: "leaving" | "waiting" | "signed_out" | "refused";
  refused: Unsent | null;
  items: Unsent[];
};

export function parcels(all: readonly Unsent[] = unsent.value): Parcel[] {
  return all.filter(({ kind, path }) => kind === KIND && path === PATH).map((message) => parcelOf(message, all));
}

function parcelOf(message: Unsent, all: readonly Unsent[]): Parcel {
  const items = [...all.filter(({ id }) => message.needs?.includes(id)), message];
  const refused = items.find(({ state }) => state === "refused") ?? null;
  const out = items.some(({ state }) => state === "signed_out");
  const leaving = navigator.onLine && items.every(({ tries }) => tries === 0);
  return {
    ...{ body: message.body as NewOwnMessage, madeAt: message.madeAt, items, refused },
    state: refused ? "refused" : out ? "signed_out" : leaving ? "leaving" : "waiting",
  };
}

/** Whether a message of this conversation lies on this phone to be sent. */
export async function keptFor(thread: string): Promise<boolean> {
  const all = await rows().catch(() => []);
  return all.some(({ kind, path, body }) => kind === KIND && path === PATH && (body as NewOwnMessage).thread_id === thread);
}

/** What the conversation that begins with it is about. */
export const aboutOf = ({ topic, visit_id = null, claim_id = null }: NewOwnMessage): About => ({ topic, visit_id, claim_id });

/**
 * A refused message as a draft again, with new ids and before what she has begun meanwhile. Files that
 * have not gone are copied first, so that nothing is lost on the way.
 */
export async function mend({ body, items, refused }: Parcel, begins: boolean): Promise<void> {
  const { thread_id: thread, text, corrects = null } = body;
  const files = await Promise.all((body.files ?? []).map((id) => again(id, items)));
  const now = draftIn(thread, corrects);
  const message = refused?.problem?.message ?? "";
  keep({
    ...{ id: uuid(), thread, corrects, begun: new Date().toISOString() },
    about: begins ? aboutOf(body) : null,
    text: [text, now?.text].filter(Boolean).join("\n\n"),
    files: [...files, ...(now?.files ?? [])],
    refused: refused?.file ? null : message,
  });
  await discard(...items.map(({ id }) => id));
}

async function again(id: string, items: readonly Unsent[]): Promise<DraftFile> {
  const item = items.find((one) => one.id === id);
  if (!item) return { id, type: "", name: "", there: true };
  const file = await blobOf(id);
  const wrong = item.state === "refused" ? { wrong: item.problem?.message ?? "" } : {};
  return { ...(file ? await keepAs(uuid(), file) : { id, type: "", name: "", there: false }), ...wrong };
}

/** Sends what was refused of it once more, as it is. */
export async function sendAgain({ items }: Parcel): Promise<void> {
  await Promise.all(items.filter(({ state }) => state === "refused").map(({ id }) => retry(id)));
}

/** Forgets a message that was not sent: she decided so. */
export async function remove({ items }: Parcel): Promise<void> {
  const ids = items.map(({ id }) => id);
  await discard(...ids);
  await forget(...ids);
}

/** Why it was refused, in the server's words; "" where it gave none. */
export const refusalOf = ({ refused }: Parcel): string => refused?.problem?.message ?? "";
