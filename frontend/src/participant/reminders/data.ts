/** How she is told: the answer of the server, in memory only. */
import { api, type OwnReminders, read } from "../../api";
import { createResource } from "../data/resource";

export const reminders = createResource<OwnReminders>(null, () => read(api.GET("/api/me/reminders")));
