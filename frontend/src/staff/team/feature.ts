import type { Feature } from "../shell/features";
import { TEAM } from "./paths";
import { TeamPage } from "./TeamPage";

export const team: Feature = {
  path: TEAM,
  label: "team.title",
  icon: "people",
  needs: "team.read",
  routes: [{ path: `${TEAM}/:id?`, page: TeamPage }],
};
