import type { Feature } from "../shell/features";
import { REMINDERS, reminders as server } from "./data";
import { RemindersPage } from "./RemindersPage";

export const reminders: Feature = {
  path: REMINDERS,
  label: "reminders.title",
  icon: "bell",
  needs: "reminders.read",
  routes: [{ path: REMINDERS, page: RemindersPage }],
  waiting: server.waits,
};
