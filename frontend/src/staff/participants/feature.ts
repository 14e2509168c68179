import type { Feature } from "../shell/features";
import { ParticipantsPage } from "./ParticipantsPage";

export const participants: Feature = {
  path: "/staff/participants",
  label: "participants.title",
  icon: "person",
  needs: "participants.read",
  routes: [{ path: "/staff/participants/:id?", page: ParticipantsPage }],
};
