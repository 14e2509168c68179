import { LocationProvider } from "preact-iso";

import { Skeleton } from "../../ui/Skeleton";
import { t } from "../i18n";
import { JoinPage } from "../join/JoinPage";
import { Failure } from "../parts/Shown";
import { SetUpPage } from "../factors/SetUpPage";
import { NotStaff } from "../session/NotStaff";
import { me, session, start, startProblem } from "../session/session";
import { SignInPage } from "../session/SignIn";
import { Boundary } from "./Boundary";
import { Shell } from "./Shell";
import styles from "./Shell.module.css";

/** Who is there decides what there is: nobody signs in, a participant is led away, staff work. */
export function App() {
  return (
    <Boundary>
      <Content />
    </Boundary>
  );
}

function Content() {
  if (startProblem.value) {
    return (
      <main class={styles.start}>
        <Failure problem={startProblem.value} onRetry={() => void start()} />
      </main>
    );
  }
  if (!session.value) {
    return (
      <main class={styles.start}>
        <Skeleton label={t("loading")} lines={4} />
      </main>
    );
  }
  if (location.pathname === "/staff/join") return <JoinPage />;
  if (!session.value.account) return <SignInPage />;
  if (session.value.setting_up) return <SetUpPage />;
  if (!me.value) return <NotStaff />;
  return (
    <LocationProvider scope="/staff">
      <Shell />
    </LocationProvider>
  );
}
