import type { Feature } from "../shell/features";
import { HISTORY } from "./data";
import { HistoryPage } from "./HistoryPage";

export const history: Feature = {
  path: HISTORY,
  label: "history.title",
  icon: "clock",
  needs: "history.read",
  routes: [{ path: HISTORY, page: HistoryPage }],
};
