import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import styles from "../session/SignIn.module.css";
import { type Invited, prove } from "./data";

type Props = {
  code: string;
  invited: Invited;
  onSent: (sent: { ticket: string; resendIn: number }) => void;
  onOther: () => void;
};

/** Who invites her, and to what; the code by mail goes to the invited address alone. */
export function SendStep({ code, invited, onSent, onOther }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send() {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await prove(code);
      onSent({ ticket: answer.ticket, resendIn: answer.resend_in_seconds });
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  return (
    <div class={styles.form}>
      <p>{t("join.invites", { name: invited.invited_by, study: invited.study, site: invited.site })}</p>
      <p>{t("join.confirm", { email: invited.email ?? "" })}</p>
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem.detail || problem.title}</p>
        </Notice>
      )}
      <div class={styles.actions}>
        <Button busy={busy} onClick={() => void send()}>
          {t("join.send")}
        </Button>
        <Button kind="plain" onClick={onOther}>
          {t("join.other")}
        </Button>
      </div>
    </div>
  );
}
