import { useEffect, useState } from "preact/hooks";

import { api, read } from "../../api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { enter } from "./session";
import styles from "./SignIn.module.css";

type Props = { email: string; ticket: string; resendIn: number; onAgain: () => void; onOther: () => void };

const CODE = 8;

/** The eight digits from the mail. Spaces and dashes from a paste do no harm. */
export function Code({ email, ticket, resendIn, onAgain, onOther }: Props) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wait, setWait] = useState(resendIn);

  useEffect(() => {
    setWait(resendIn);
    const timer = setInterval(() => setWait((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, [ticket, resendIn]);

  async function send(event: Event) {
    event.preventDefault();
    const digits = code.replace(/\D/g, "");
    if (digits.length !== CODE) {
      const message = t("signin.code.length", { count: digits.length });
      return setProblem({ code: "wrong_code", status: 422, title: message, detail: "", fields: [] });
    }
    setBusy(true);
    try {
      await enter(await read(api.POST("/api/sign-in", { body: { ticket, code: digits } })));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  const over = problem?.code === "too_many_tries" || problem?.code === "expired_code";
  return (
    <form class={styles.form} onSubmit={send} noValidate>
      <Notice icon="mail">
        <p>{t("signin.sent", { email })}</p>
      </Notice>
      <TextField
        label={t("signin.code")}
        hint={t("signin.code.hint")}
        error={problem ? (at(problem, "code") ?? (problem.detail || problem.title)) : undefined}
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
      />
      <div class={styles.actions}>
        {!over && (
          <Button type="submit" busy={busy}>
            {t("signin.enter")}
          </Button>
        )}
        <Button kind={over ? "primary" : "quiet"} onClick={onAgain} busy={wait > 0 && !over}>
          {wait > 0 && !over ? t("signin.again_in", { seconds: wait }) : t("signin.again")}
        </Button>
        <Button kind="plain" onClick={onOther}>
          {t("signin.other")}
        </Button>
      </div>
    </form>
  );
}
