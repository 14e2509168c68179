import { useLocation } from "preact-iso";

import { HelperPage } from "./HelperPage";
import { HelpersPage } from "./HelpersPage";
import { InvitedPage } from "./InvitedPage";
import { InvitePage } from "./InvitePage";

/** Everything about who helps her, by address: the list, inviting, one of them, one who is invited. */
export default function HelpersPages() {
  const { path } = useLocation();
  const [, , , page = "", id = ""] = path.split("/").map(decodeURIComponent);
  if (page === "") return <HelpersPage />;
  if (page === "invite") return <InvitePage />;
  if (page === "invited") return <InvitedPage id={id} key={id} />;
  return <HelperPage id={page} key={page} />;
}
