import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { CheckIn, NewReport } from "../../api";
import { t } from "../../i18n";
import { discard, retry, type Unsent } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { checkIns } from "./data";
import { beginAnew } from "./draft";
import { fitting, goOn, home } from "./path";
import styles from "./Symptoms.module.css";

/** What the server no longer knows how to read: the questions have changed since. */
const OTHER_QUESTIONS = /^(unknown_(check_in|question)|answer_|no_note_asked|note_too_long)/;

/** Why a check-in was not taken, in the server's words, and what she can do about it. */
export function Refused({ item, from }: { item: Unsent; from?: string }) {
  const { code = "", message = "" } = item.problem ?? {};
  return (
    <Notice kind="red" role="alert">
      {from && <p>{from}</p>}
      <p>{message === "" ? t("refused.why") : message}</p>
      {code !== "report_differs" && <p>{t("refused.safe")}</p>}
      <div class={styles.choices}>
        <WayOn item={item} code={code} />
      </div>
    </Notice>
  );
}

function WayOn({ item, code }: { item: Unsent; code: string }) {
  const body = item.body as NewReport;
  const checkIn = checkIns.shown.value.data?.check_ins.find(({ key }) => key === body.check_in);
  if (code === "answered_in_future") {
    const now = () => retry(item.id, { ...body, answered_at: new Date().toISOString() });
    return <Act onPress={now}>{t("refused.now")}</Act>;
  }
  if (OTHER_QUESTIONS.test(code) && checkIn) return <Reopen item={item} body={body} checkIn={checkIn} />;
  return (
    <>
      {code !== "report_differs" && <Act onPress={() => retry(item.id)}>{t("app.retry")}</Act>}
      <Act onPress={() => discard(item.id)}>{t("refused.discard")}</Act>
    </>
  );
}

/** As a draft again, with the answers that still fit; the refused one goes. */
function Reopen({ item, body, checkIn }: { item: Unsent; body: NewReport; checkIn: CheckIn }) {
  const { route } = useLocation();

  async function reopen() {
    await checkIns.renew();
    const now = checkIns.shown.peek().data?.check_ins.find(({ key }) => key === body.check_in) ?? checkIn;
    const { answers } = beginAnew(now.key, { answers: fitting(now, body.answers), note: now.note === null ? "" : (body.note ?? "") });
    await discard(item.id);
    route(now.items.length ? goOn(now, answers) : home);
  }

  return <Act onPress={reopen}>{t("refused.reopen")}</Act>;
}

function Act({ onPress, children }: { onPress: () => Promise<void>; children: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      kind="quiet"
      busy={busy}
      onClick={() => {
        setBusy(true);
        void onPress().finally(() => setBusy(false));
      }}
    >
      {children}
    </Button>
  );
}
