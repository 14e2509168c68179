import { useEffect } from "preact/hooks";

import type { Session } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { signOut, start } from "../data/session";
import { Page } from "./Page";
import styles from "./Page.module.css";

export function MissingPage() {
  return (
    <Page title={t("missing.title")} lead={t("missing.body")}>
      <ButtonLink href="/">{t("missing.home")}</ButtonLink>
    </Page>
  );
}

/** Before it is known who is here. */
export function StartingPage() {
  return (
    <main class={styles.main} id="main">
      <Skeleton label={t("app.loading")} lines={2} blocks={2} />
    </main>
  );
}

/** The first opening ever, without a connection. */
export function UnreachablePage() {
  useEffect(() => {
    const again = () => void start();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  return (
    <Page title={t("app.name")}>
      <Notice kind="amber" icon="offline" role="alert">
        <p>{t("offline.nothing")}</p>
        <Button kind="quiet" onClick={() => void start()}>
          {t("app.retry")}
        </Button>
      </Notice>
    </Page>
  );
}

/** Signed in, but not (or no longer) part of a study. */
export function NoStudyPage({ session }: { session: Session }) {
  return (
    <Page title={t("signin.none.title")} lead={t("signin.none.body", { email: session.account?.email ?? "" })}>
      <Button kind="quiet" icon="signout" onClick={() => void signOut()}>
        {t("more.signout")}
      </Button>
    </Page>
  );
}
