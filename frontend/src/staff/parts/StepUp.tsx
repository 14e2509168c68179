import { useEffect, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at } from "../data/problem";
import { t } from "../i18n";
import { session } from "../session/session";
import { Actions } from "./Facts";
import { PasswordField } from "./PasswordField";
import type { StepUp } from "./useStepUp";

export const PROOF_FIELDS = { code: "step-up-code", password: "step-up-password" };

/** What a form shows of it, above its buttons: the way it is proved in, and the other ways. */
export function StepUpFields({ step }: { step: StepUp }) {
  const { ticket, confirmed } = step;
  if (!ticket) return <p>{t("stepup.lead")}</p>;
  if (confirmed) {
    return (
      <Notice kind="green" role="status">
        <p>{t("stepup.confirmed")}</p>
      </Notice>
    );
  }
  return (
    <>
      <Way step={step} />
      <Actions>
        {step.method === "email_code" && (
          <Resend key={ticket.id} seconds={ticket.resend_in_seconds} onAgain={() => void step.ask(true)} />
        )}
        {step.others.map((method) => (
          <Button key={method} kind="plain" onClick={() => void step.switchTo(method)}>
            {t(`stepup.other.${method}`)}
          </Button>
        ))}
        {session.value?.demo && step.method === "email_code" && (
          <a href="/demo-mail" target="_blank" rel="noopener">
            {t("demo.mail")}
          </a>
        )}
      </Actions>
    </>
  );
}

function Way({ step }: { step: StepUp }) {
  const { ticket, method, problem, typed, type } = step;
  if (method === "passkey") {
    return (
      <Notice icon="lock" role="status">
        <p>{t("stepup.passkey")}</p>
      </Notice>
    );
  }
  if (method === "password") {
    return (
      <PasswordField
        id={PROOF_FIELDS.password}
        label={t("signin.password")}
        error={at(problem, "password")}
        autoFocus
        value={typed}
        onChange={type}
      />
    );
  }
  const mailed = method === "email_code";
  return (
    <>
      {mailed && (
        <Notice icon="mail" role="status">
          <p>{t("stepup.sent", { email: ticket?.email ?? "" })}</p>
        </Notice>
      )}
      <TextField
        key={method}
        id={PROOF_FIELDS.code}
        label={t(mailed ? "signin.code" : "signin.second")}
        hint={t(mailed ? "signin.code.hint" : "signin.second.hint")}
        error={at(problem, "code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </>
  );
}

/** A new code can be asked for after a while. */
function Resend({ seconds, onAgain }: { seconds: number; onAgain: () => void }) {
  const [wait, setWait] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setWait((left) => Math.max(0, left - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Button kind="plain" onClick={onAgain} busy={wait > 0}>
      {wait > 0 ? t("stepup.again_in", { seconds: wait }) : t("stepup.again")}
    </Button>
  );
}
