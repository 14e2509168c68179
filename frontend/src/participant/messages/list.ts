/** What stands in the list of messages: conversations, what is not sent, and what the study told. Pure. */
import type { OwnAnnouncement, OwnMessages, OwnThreadRow } from "../../api";
import type { Draft } from "./draft";
import type { Parcel } from "./sending";

/** `row` is null for a conversation that the server does not know yet. */
export type ThreadEntry = {
  kind: "thread";
  id: string;
  at: string;
  row: OwnThreadRow | null;
  parcel: Parcel | null;
  draft: Draft | null;
};
export type Entry = ThreadEntry | { kind: "announcement"; id: string; at: string; said: OwnAnnouncement };

const written = ({ text, files }: Draft) => text.trim() !== "" || files.length > 0;

/** Of several that are not sent, one that was refused counts, else the last. */
function chosen(waiting: readonly Parcel[]): Parcel | null {
  return waiting.find(({ state }) => state === "refused") ?? waiting.at(-1) ?? null;
}

/** The newest first; what was written on this phone counts from when it was written. */
export function entries({ threads, announcements }: OwnMessages, waiting: readonly Parcel[], drafts: readonly Draft[]): Entry[] {
  const begun = drafts.filter(written);
  const known = new Map<string, OwnThreadRow | null>(threads.map((row) => [row.id, row]));
  for (const id of [...waiting.map(({ body }) => body.thread_id), ...begun.map(({ thread }) => thread)]) {
    if (!known.has(id)) known.set(id, null);
  }
  const conversations = [...known].map(([id, row]): Entry => {
    const own = waiting.filter(({ body }) => body.thread_id === id);
    const draft = begun.find(({ thread }) => thread === id) ?? null;
    const at = [row?.last_at, own.at(-1)?.madeAt, row ? undefined : draft?.begun].filter((one) => one !== undefined).sort(later)[0];
    return { kind: "thread", id, at: at ?? "", row, parcel: chosen(own), draft };
  });
  const told = announcements.map((said): Entry => ({ kind: "announcement", id: said.id, at: said.at, said }));
  return [...conversations, ...told].sort((one, other) => later(one.at, other.at));
}

const later = (one: string, other: string) => Date.parse(other) - Date.parse(one);
