import type { Feature } from "../shell/features";
import { ParticipantPage } from "./ParticipantPage";
import { ParticipantsPage } from "./ParticipantsPage";

export const participants: Feature = {
  path: "/staff/participants",
  label: "participants.title",
  icon: "person",
  needs: "participants.read",
  routes: [
    { path: "/staff/participants/:id/:part", page: ParticipantPage },
    { path: "/staff/participants/:id?", page: ParticipantsPage },
  ],
};
