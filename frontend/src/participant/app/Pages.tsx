import { Route, Router } from "preact-iso";

import { loadClaims, loadConsent, loadHelpers, loadMessages, loadReminders, loadSymptoms } from "../../i18n";
import { useNotices, useOpenings } from "../reminders/useNotices";
import { SchedulePage } from "../schedule/SchedulePage";
import { TodayPage } from "../today/TodayPage";
import { VisitPage } from "../visit/VisitPage";
import { lazyPage } from "./lazyPage";
import { MissingPage } from "./otherPages";

const AboutPage = lazyPage(() => import("../more/AboutPage"));
const AnotherTimePage = lazyPage(() => import("../another-time/AnotherTimePage"));
const CalendarPage = lazyPage(() => import("../more/CalendarPage"));
const CheckInPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../symptoms/CheckInPages"), loadSymptoms()]);
  return pages;
});
const ClaimsPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../claims/ClaimsPages"), loadClaims()]);
  return pages;
});
const ConsentPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../consent/ConsentPages"), loadConsent()]);
  return pages;
});
const DevicesPage = lazyPage(() => import("../more/DevicesPage"));
const HelpersPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../partners/HelpersPages"), loadHelpers()]);
  return pages;
});
const HelpingPage = lazyPage(async () => {
  const [page] = await Promise.all([import("../partners/HelpingPage"), loadHelpers()]);
  return page;
});
const MessagesPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../messages/MessagesPages"), loadMessages()]);
  return pages;
});
const MorePage = lazyPage(() => import("../more/MorePage"));
const OpeningsPage = lazyPage(() => import("../more/OpeningsPage"));
const ReadingPage = lazyPage(() => import("../more/ReadingPage"));
const RemindersPages = lazyPage(async () => {
  const [pages] = await Promise.all([import("../reminders/RemindersPages"), loadReminders()]);
  return pages;
});
const ZonePage = lazyPage(() => import("../more/ZonePage"));

/** Every page of a signed-in person, by address. */
export default function Pages() {
  useNotices();
  useOpenings();
  return (
    <Router>
      <Route path="/" component={TodayPage} />
      <Route path="/schedule" component={SchedulePage} />
      <Route path="/visits/:id" component={VisitPage} />
      <Route path="/visits/:id/another-time" component={AnotherTimePage} />
      <Route path="/consent/:rest*" component={ConsentPages} />
      <Route path="/check-in/:rest*" component={CheckInPages} />
      <Route path="/travel/:rest*" component={ClaimsPages} />
      <Route path="/messages/:rest*" component={MessagesPages} />
      <Route path="/more" component={MorePage} />
      <Route path="/more/reminders/:rest*" component={RemindersPages} />
      <Route path="/more/reading" component={ReadingPage} />
      <Route path="/more/time-zone" component={ZonePage} />
      <Route path="/more/calendar" component={CalendarPage} />
      <Route path="/more/devices" component={DevicesPage} />
      <Route path="/more/openings" component={OpeningsPage} />
      <Route path="/more/helpers/:rest*" component={HelpersPages} />
      <Route path="/more/helping" component={HelpingPage} />
      <Route path="/more/about" component={AboutPage} />
      <Route default component={MissingPage} />
    </Router>
  );
}
