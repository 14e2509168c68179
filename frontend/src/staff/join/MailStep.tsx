import { useEffect, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem, refused, toProblem } from "../data/problem";
import { t } from "../i18n";
import styles from "../session/SignIn.module.css";

type Props = {
  email: string;
  ticket: string;
  resendIn: number;
  onCode: (ticket: string, code: string) => Promise<void>;
  onAgain: () => void;
};

const DIGITS = 8;

/** The eight digits from the mail. Spaces and dashes from a paste do no harm. */
export function MailStep({ email, ticket, resendIn, onCode, onAgain }: Props) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wait, setWait] = useState(resendIn);

  useEffect(() => {
    const timer = setInterval(() => setWait((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, []);

  async function send(event: Event) {
    event.preventDefault();
    const digits = code.replace(/\D/g, "");
    if (digits.length !== DIGITS) {
      const message = t("join.mail_code.length", { count: digits.length });
      return setProblem(refused([{ field: "mail_code", message }]));
    }
    setBusy(true);
    setProblem(null);
    try {
      await onCode(ticket, digits);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  const said = problem && (at(problem, "mail_code") ?? (problem.detail || problem.title));
  return (
    <form class={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <Notice icon="mail">
        <p>{t("join.sent", { email })}</p>
      </Notice>
      <TextField
        label={t("join.mail_code")}
        hint={t("join.mail_code.hint")}
        error={said ?? undefined}
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
      />
      <div class={styles.actions}>
        <Button type="submit" busy={busy}>
          {t("join.join")}
        </Button>
        <Button kind="quiet" onClick={onAgain} disabled={wait > 0}>
          {wait > 0 ? t("join.again_in", { seconds: wait }) : t("join.again")}
        </Button>
      </div>
    </form>
  );
}
