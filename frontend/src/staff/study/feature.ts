import type { Feature } from "../shell/features";
import { StudyPage } from "./StudyPage";

export const study: Feature = {
  path: "/staff/study",
  label: "study.title",
  icon: "schedule",
  needs: "study.read",
  routes: [{ path: "/staff/study", page: StudyPage }],
};
