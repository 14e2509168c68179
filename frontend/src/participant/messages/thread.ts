/** One conversation as far as it was seen: the newest page of it, and the older ones she asked for. */
import { api, read } from "../../api";
import type { OwnThread } from "../../api";
import { createResource, type Resource } from "../data/resource";
import { messages, unread } from "./data";

const threads = new Map<string, Resource<OwnThread>>();

/** Kept on the phone, so that it opens without a connection. */
export function thread(id: string): Resource<OwnThread> {
  let found = threads.get(id);
  if (!found) {
    const made: Resource<OwnThread> = createResource<OwnThread>(`thread:${id}`, async () => {
      const page = await ask(id);
      await made.recall(); // what the phone has may reach further back
      return together(made.shown.peek().data, page);
    });
    threads.set(id, (found = made));
  }
  return found;
}

/** Asks for nothing: for a conversation that the server does not know yet. */
export const unknown = createResource<OwnThread>(null, () => new Promise(() => {}));

const ask = (id: string, before?: string) =>
  read(api.GET("/api/me/messages/threads/{thread_id}", { params: { path: { thread_id: id }, query: before ? { before } : {} } }));

/**
 * The newest page put behind what is known. Where the two do not meet, there may be messages between
 * them: then only the page counts. Pure.
 */
export function together(known: OwnThread | null, page: OwnThread): OwnThread {
  const ids = new Set(page.messages.map(({ id }) => id));
  const meets = known?.messages.some(({ id }) => ids.has(id));
  const first = known?.messages.findIndex(({ id }) => ids.has(id)) ?? -1;
  if (!known || !meets || first <= 0) return page;
  // Whoever of the team has seen a later one has seen those before it.
  const seen = page.messages.some(({ mine, read }) => mine && read);
  const older = known.messages.slice(0, first).map((one) => (seen && one.mine ? { ...one, read: true } : one));
  return { ...page, messages: [...older, ...page.messages], more: known.more };
}

/** Puts the messages before the oldest known one in front; whether there were any. Throws ApiError or NetworkError. */
export async function loadOlder(id: string): Promise<boolean> {
  const { data: before } = thread(id).shown.peek();
  const oldest = before?.messages[0];
  if (!oldest || !before.more) return false;
  const page = await ask(id, oldest.id);
  const { data } = thread(id).shown.peek();
  if (data?.messages[0]?.id !== oldest.id) return false; // another call was faster, or she has signed out
  thread(id).set({ ...data, messages: [...page.messages, ...data.messages], more: page.more });
  return page.messages.length > 0;
}

/** What the server answered to a message just sent takes its place at once. */
export function taken(answer: OwnThread, askedAs = answer.id) {
  for (const id of new Set([answer.id, askedAs])) {
    thread(id).set(together(thread(id).shown.peek().data, answer));
  }
  void messages.renew();
}

/** Says that all up to the newest message was seen. Without a connection it is said the next time. */
export async function markRead(id: string): Promise<void> {
  const last = thread(id).shown.peek().data?.messages.at(-1);
  if (!last) return;
  try {
    const params = { path: { thread_id: id } };
    const answer = await read(api.POST("/api/me/messages/threads/{thread_id}/read", { params, body: { through: last.id } }));
    unread.set(answer.unread);
  } catch {
    return;
  }
  seenHere(id, last.id);
}

/** Until the server is asked again. */
function seenHere(id: string, last: string) {
  const { data } = thread(id).shown.peek();
  if (data) {
    const through = data.messages.findIndex((one) => one.id === last);
    const seen = data.messages.map((one, at) => (at <= through && one.unread ? { ...one, unread: false } : one));
    thread(id).set({ ...data, messages: seen });
  }
  const { data: all } = messages.shown.peek();
  if (!all || !data) return;
  const rows = all.threads.map((row) => (row.id === data.id ? { ...row, unread: 0 } : row));
  messages.set({ ...all, threads: rows });
}

/** Says that an announcement was read. */
export async function readAnnouncement(id: string): Promise<void> {
  const answer = await read(api.POST("/api/me/announcements/{announcement_id}/read", { params: { path: { announcement_id: id } }, body: {} }));
  unread.set(answer.unread);
  const { data } = messages.shown.peek();
  if (!data) return;
  messages.set({ ...data, announcements: data.announcements.map((one) => (one.id === id ? { ...one, read: true } : one)) });
}
