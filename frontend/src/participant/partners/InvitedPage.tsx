import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { StepUp } from "../stepup/StepUp";
import { CodeShown } from "./CodeShown";
import { type InvitedPartner, type Partners, partners, renew, takeBack } from "./data";
import styles from "./Partners.module.css";
import { helpersPage } from "./path";

const find = (found: Partners | null, id: string) => found?.invited.find((one) => one.id === id);

/** One who is asked to help and has not come: sent again, or taken back. */
export function InvitedPage({ id }: { id: string }) {
  const { data } = partners.shown.value;
  const [sent, setSent] = useState<{ code: string | null; to: InvitedPartner } | null>(null);
  const invited = sent?.to ?? find(data, id);
  return (
    <Page title={invited?.name ?? t("helpers.title")} lead={invited?.email} back={helpersPage} ready={data !== null}>
      {sent ? (
        <CodeShown code={sent.code} name={sent.to.name} email={sent.to.email} />
      ) : (
        <Shown of={partners}>
          {(found) => {
            const one = find(found, id);
            return one ? <One invited={one} onSent={(code) => setSent({ code, to: one })} /> : <p>{t("invited.gone")}</p>;
          }}
        </Shown>
      )}
    </Page>
  );
}

function One({ invited, onSent }: { invited: InvitedPartner; onSent: (code: string | null) => void }) {
  const { route } = useLocation();
  const [again, setAgain] = useState(false);
  const [next] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function back() {
    setBusy(true);
    setProblem("");
    try {
      await takeBack(invited.id);
      route(helpersPage, true);
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
      setBusy(false);
    }
  }

  return (
    <div class={styles.form}>
      <p>{invited.expired ? t("helpers.expired") : t("helpers.until", { day: dayInWords(language.value, invited.last_day) })}</p>
      <p>{t(invited.may_read_check_ins ? "helpers.reads" : "helpers.readsNot")}</p>
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      {again ? (
        <>
          <p>{t("invited.again.what")}</p>
          <StepUp
            purpose="care_partners"
            action={t("invited.again")}
            ready={() => true}
            onConfirmed={async (stepUp) => onSent(await renew(invited.id, next, stepUp))}
          />
        </>
      ) : (
        <Button wide icon="mail" onClick={() => setAgain(true)}>
          {t("invited.again")}
        </Button>
      )}
      <Button kind="danger" wide busy={busy} onClick={() => void back()}>
        {t("invited.back")}
      </Button>
    </div>
  );
}
