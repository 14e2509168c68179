import { useLocation } from "preact-iso";

import { MissingPage } from "../app/otherPages";
import { ChangesPage } from "./ChangesPage";
import { ChoicesPage } from "./ChoicesPage";
import { LeavePage } from "./LeavePage";
import { OverviewPage } from "./OverviewPage";
import { QuizPage } from "./QuizPage";
import { ReadPage } from "./ReadPage";
import { SignedPage } from "./SignedPage";
import { SignPage } from "./SignPage";

/** Everything about the consent, by address: /consent, /consent/read/purpose, … */
export default function ConsentPages() {
  const { path } = useLocation();
  const [, , page = "", key = ""] = path.split("/");
  switch (page) {
    case "":
      return <OverviewPage />;
    case "read":
      return <ReadPage section={key} key={key} />;
    case "changes":
      return <ChangesPage />;
    case "quiz":
      return <QuizPage question={key} key={key} />;
    case "choices":
      return <ChoicesPage />;
    case "sign":
      return <SignPage />;
    case "signed":
      return <SignedPage />;
    case "leave":
      return <LeavePage chosen={key} key={key} />;
    default:
      return <MissingPage />;
  }
}
