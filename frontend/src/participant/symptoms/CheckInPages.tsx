import { useLocation } from "preact-iso";

import { lazyPage } from "../app/lazyPage";
import { MissingPage } from "../app/otherPages";
import { readsCheckIns, takesPart } from "../data/session";
import { FlowPage } from "./FlowPage";
import { OverviewPage } from "./OverviewPage";
import { stepIn } from "./path";
import { ResultPage } from "./ResultPage";

// The charts are looked at far less often than a check-in is sent.
const HistoryPages = lazyPage(() => import("./HistoryPages"));

/** Everything about check-ins, by address: /check-in, /check-in/reports, /check-in/symptoms/pain~severity, … */
export default function CheckInPages() {
  const { path } = useLocation();
  const [, , page = "", step = ""] = path.split("/").map(decodeURIComponent);
  if (!readsCheckIns()) return <MissingPage />;
  if (page === "reports") return <HistoryPages id={step} />;
  if (!takesPart()) return page === "" ? <HistoryPages id="" /> : <MissingPage />;
  if (page === "") return <OverviewPage />;
  if (page === "sent") return <ResultPage id={step} key={step} />;
  return step ? <FlowPage check={page} step={stepIn(step)} /> : <MissingPage />;
}
