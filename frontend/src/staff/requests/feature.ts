import { staff } from "../data/api";
import type { Feature } from "../shell/features";
import { RequestsPage } from "./RequestsPage";

export const requests: Feature = {
  path: "/staff/requests",
  label: "requests.title",
  icon: "clock",
  needs: "participants.read",
  routes: [{ path: "/staff/requests/:id?", page: RequestsPage }],
  waiting: async () => (await staff.requests("open")).total,
};
