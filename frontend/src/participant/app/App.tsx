import { LocationProvider, useLocation } from "preact-iso";

import { loadHelpers, loadJoining, loadReminders } from "../../i18n";
import { placeEnded, standing } from "../data/session";
import { SignInPage } from "../signin/SignInPage";
import styles from "./App.module.css";
import { Banners } from "./Banners";
import { BottomBar } from "./BottomBar";
import { Crashed } from "./Crashed";
import { Header } from "./Header";
import { Pages } from "./inside";
import { lazyPage } from "./lazyPage";
import { NoStudyPage, StartingPage, UnreachablePage } from "./otherPages";

const DemoMailPage = lazyPage(() => import("../demo/DemoMailPage"));
const JoinPage = lazyPage(async () => {
  const [page] = await Promise.all([import("../joining/JoinPage"), loadJoining()]);
  return page;
});
const HelpingPage = lazyPage(async () => {
  const [page] = await Promise.all([import("../partners/HelpingPage"), loadHelpers()]);
  return page;
});
const UnsubscribePage = lazyPage(async () => {
  const [page] = await Promise.all([import("../reminders/UnsubscribePage"), loadReminders()]);
  return page;
});

/** Where an invitation leads; its code stands behind the #. */
const JOIN = "/join";

/** Addresses the app answers itself; the rest of the server's are real links. */
const OWN = /^\/(?!api\/|staff(\/|$))/;

export function App() {
  return (
    <LocationProvider scope={OWN}>
      <Crashed>
        <Frame />
      </Crashed>
    </LocationProvider>
  );
}

function Frame() {
  const now = standing.value;
  const inside = now.kind === "in" && now.session.home === "participant";
  const gone = inside && placeEnded(now.session);
  return (
    <div class={inside && !gone ? `${styles.app} ${styles.withBar}` : styles.app}>
      <Header inside={inside && !gone} />
      <Banners account={inside && !gone ? (now.session.account?.id ?? null) : null} />
      <Content />
      {inside && !gone && <BottomBar />}
    </div>
  );
}

function Content() {
  const { path } = useLocation();
  const now = standing.value;
  if (path.startsWith("/unsubscribe/")) return <UnsubscribePage />;
  if (now.kind === "starting") return <StartingPage />;
  if (now.kind === "unreachable") return <UnreachablePage />;
  if (path === JOIN) return <JoinPage />;
  if (path === "/demo-mail" && now.session.demo) return <DemoMailPage />;
  if (now.kind === "out") return <SignInPage session={now.session} why={now.why} />;
  if (now.session.home === null) return <NoStudyPage session={now.session} />;
  if (placeEnded(now.session)) return <HelpingPage />;
  return <Pages />;
}
