/** What the server knows of her messages, kept on the phone as she saw it last. */
import { api, read } from "../../api";
import type { OwnMessages } from "../../api";
import { createResource } from "../data/resource";

/** How many messages and announcements she has not read. */
export const unread = createResource<number>(null, async () => (await read(api.GET("/api/me/messages/unread"))).unread);

/** Her conversations and what the study told her. */
export const messages = createResource<OwnMessages>("messages", async () => {
  const answer = await read(api.GET("/api/me/messages"));
  unread.set(answer.unread);
  return answer;
});
