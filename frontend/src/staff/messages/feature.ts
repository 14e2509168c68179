import type { Feature } from "../shell/features";
import { AnnouncementsPage } from "./AnnouncementsPage";
import { ANNOUNCEMENTS, MESSAGES, threads } from "./data";
import { MessagesPage } from "./MessagesPage";

export const messages: Feature = {
  path: MESSAGES,
  label: "messages.title",
  icon: "mail",
  needs: "messages.read",
  // Last, as it takes any address below.
  routes: [
    { path: `${ANNOUNCEMENTS}/:id?`, page: AnnouncementsPage },
    { path: `${MESSAGES}/:id?`, page: MessagesPage },
  ],
  waiting: threads.waits,
};
