import { useLocation } from "preact-iso";

import { MissingPage } from "../app/otherPages";
import { FlowPage } from "./FlowPage";
import { OverviewPage } from "./OverviewPage";
import { ReportPage } from "./ReportPage";
import { ReportsPage } from "./ReportsPage";
import { ResultPage } from "./ResultPage";

/** Everything about check-ins, by address: /check-in, /check-in/reports, /check-in/symptoms/pain.severity, … */
export default function CheckInPages() {
  const { path } = useLocation();
  const [, , page = "", step = ""] = path.split("/").map(decodeURIComponent);
  if (page === "") return <OverviewPage />;
  if (page === "reports") return step ? <ReportPage id={step} key={step} /> : <ReportsPage />;
  if (page === "sent") return <ResultPage id={step} key={step} />;
  return step ? <FlowPage check={page} step={step} /> : <MissingPage />;
}
