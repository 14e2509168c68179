import { useLocation } from "preact-iso";

import { help } from "../data/answers";
import { useResource } from "../data/resource";
import { AnnouncementPage } from "./AnnouncementPage";
import { messages } from "./data";
import { NotTakenPage, OverviewPage } from "./OverviewPage";
import { ThreadPage } from "./ThreadPage";
import { TopicPage } from "./TopicPage";

/** Everything about messages, by address: /messages, /messages/new, /messages/…, … */
export default function MessagesPages() {
  useResource(help); // the number to call in an emergency is on the phone
  const { data } = useResource(messages);
  const { path } = useLocation();
  const [, , page = "", id = ""] = path.split("/");
  if (data && !data.taken) return <NotTakenPage />;
  switch (page) {
    case "":
      return <OverviewPage />;
    case "new":
      return <TopicPage />;
    case "announcements":
      return <AnnouncementPage id={id} key={id} />;
    default:
      return <ThreadPage id={page} key={page} />;
  }
}
