import type { Feature } from "../shell/features";
import { VisitsPage } from "./VisitsPage";

export const visits: Feature = {
  path: "/staff/visits",
  label: "visits.title",
  icon: "calendar",
  needs: "participants.read",
  routes: [{ path: "/staff/visits/:id?", page: VisitsPage }],
};
