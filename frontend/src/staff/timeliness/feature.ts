import type { Feature } from "../shell/features";
import { TIMELINESS } from "./data";
import { TimelinessPage } from "./TimelinessPage";

export const timeliness: Feature = {
  path: TIMELINESS,
  label: "timeliness.title",
  icon: "chart",
  needs: "study.read",
  routes: [{ path: TIMELINESS, page: TimelinessPage }],
};
