/** What the tests of these pages do over and over: a server, and a phone with nothing on it. */
import type { NewOwnMessage, OwnMessages, OwnThread } from "../../api";
import { type Language, loadMessages } from "../../i18n";
import { fresh as freshPhone, type Replies } from "../claims/harness";
import { aHelp, answering, aSession } from "../testing";
import { anOverview, aThread } from "./testing";

export { heading, photo, pick, press, text, type } from "../claims/harness";
export type { Replies };

export const SEND = "POST /api/me/messages";
export const LIST = "GET /api/me/messages";
export const THREAD = "GET /api/me/messages/threads/thread-1";
export const READ = "POST /api/me/messages/threads/thread-1/read";

/** A server with these messages, that takes one more; `more` changes or adds answers. */
export function serving(list: Partial<OwnMessages> = {}, thread: OwnThread = aThread(), more: Replies = {}) {
  return answering({
    [LIST]: { body: anOverview(list) },
    [THREAD]: { body: thread },
    [READ]: { body: { unread: 0 } },
    [SEND]: { body: thread },
    "GET /api/me/messages/unread": { body: { unread: list.unread ?? 0 } },
    "GET /api/me/help": { body: aHelp() },
    "GET /api/session": { body: aSession() },
    ...more,
  });
}

export const OFFLINE: Replies = {
  ...{ [LIST]: "offline", [THREAD]: "offline", [READ]: "offline", [SEND]: "offline" },
  ...{ "GET /api/me/messages/unread": "offline", "GET /api/me/help": "offline", "GET /api/session": "offline" },
};

/** A phone without anything on it, on which Eleanor is signed in. Returns the end of it. */
export async function fresh(address: string, language: Language = "en"): Promise<() => void> {
  const stop = await freshPhone(address, language);
  await loadMessages();
  return stop;
}

/** What was sent to be a message. */
export const sent = (calls: ReturnType<typeof answering>) =>
  calls.filter(({ method, path }) => `${method} ${path}` === SEND).map(({ body }) => body as NewOwnMessage);
