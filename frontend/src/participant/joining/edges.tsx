/** Before the first question and after the last. */
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { myName, signOut, standing } from "../data/session";
import { homeScreenPage } from "../reminders/path";
import { fromApple } from "../reminders/push";
import styles from "../signin/SignIn.module.css";

export function LookingPage() {
  return (
    <Page title={t("join.title")} key="looking">
      <Skeleton label={t("join.looking")} lines={3} />
    </Page>
  );
}

/** Somebody else's phone, or her own: an invitation is for who is not signed in. */
export function HerePage() {
  const [problem, setProblem] = useState("");
  const out = () => signOut().catch((failure: unknown) => setProblem(words(failure, { offline: "offline.act" })));
  return (
    <Page title={t("join.here.title")} lead={t("join.here.lead", { name: myName() })} key="here">
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div class={styles.form}>
        <Button wide onClick={() => void out()}>
          {t("join.here.out")}
        </Button>
        <ButtonLink kind="quiet" wide href="/">
          {t("join.here.stay")}
        </ButtonLink>
      </div>
    </Page>
  );
}

export function DonePage() {
  const now = standing.value;
  const email = now.kind === "in" ? (now.session.account?.email ?? "") : "";
  return (
    <Page title={t("join.done.title")} lead={t("join.done.lead", { email })} key="done">
      <ButtonLink wide href="/">
        {t("join.done.go")}
      </ButtonLink>
      {fromApple() && (
        <>
          <p>{t("join.done.home.hint")}</p>
          <ButtonLink kind="quiet" wide href={homeScreenPage}>
            {t("join.done.home")}
          </ButtonLink>
        </>
      )}
    </Page>
  );
}
