import { useLocation } from "preact-iso";

import { MissingPage } from "../app/otherPages";
import { HomeScreenPage } from "./HomeScreenPage";
import { homeScreenPage, sentPage, settingsPage } from "./path";
import { SentPage } from "./SentPage";
import { SettingsPage } from "./SettingsPage";

/** Everything about being reminded, by address. */
export default function RemindersPages() {
  const { path } = useLocation();
  switch (path.replace(/\/$/, "")) {
    case settingsPage:
      return <SettingsPage />;
    case sentPage:
      return <SentPage />;
    case homeScreenPage:
      return <HomeScreenPage />;
    default:
      return <MissingPage />;
  }
}
