import { useLocation } from "preact-iso";

import { MissingPage } from "../app/otherPages";
import { lazyPage } from "../app/lazyPage";
import { help } from "../data/answers";
import { useResource } from "../data/resource";
import { ClaimPage } from "./ClaimPage";
import { CoveredPage } from "./CoveredPage";
import { DisputePage } from "./DisputePage";
import { DistancePage } from "./DistancePage";
import { OverviewPage } from "./OverviewPage";
import { ResultPage } from "./ResultPage";
import { VisitClaimPage } from "./VisitClaimPage";

// Looking where a claim is needs nothing of what making one does.
const FlowPage = lazyPage(() => import("./FlowPage"));

/** Everything about travel money, by address: /travel, /travel/covered, /travel/claim/…/amount/…, … */
export default function ClaimsPages() {
  useResource(help); // the days of the site count, and the number to call is on the phone
  const { path } = useLocation();
  const [, , page = "", id = "", place = "", line = ""] = path.split("/");
  switch (page) {
    case "":
      return <OverviewPage />;
    case "covered":
      return <CoveredPage />;
    case "distance":
      return <DistancePage />;
    case "visits":
      return <VisitClaimPage visit={id} key={id} />;
    case "claim":
      return <FlowPage id={id} place={place} line={line} />;
    case "sent":
      return <ResultPage id={id} key={id} />;
    case "claims":
      return place === "dispute" ? <DisputePage id={id} key="dispute" /> : <ClaimPage id={id} key={id} />;
    default:
      return <MissingPage />;
  }
}
