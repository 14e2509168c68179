import type { Feature } from "../shell/features";
import { AlertsPage } from "./AlertsPage";
import { alerts } from "./data";
import { MissedPage } from "./MissedPage";
import { ReportsPage } from "./ReportsPage";

export const symptoms: Feature = {
  path: "/staff/alerts",
  label: "alerts.title",
  icon: "alert",
  needs: "check_ins.read",
  routes: [
    { path: "/staff/alerts/reports/:participant?/:id?", page: ReportsPage },
    { path: "/staff/alerts/missed/:participant?", page: MissedPage },
    { path: "/staff/alerts/:id?", page: AlertsPage },
  ],
  waiting: alerts.waits,
};
