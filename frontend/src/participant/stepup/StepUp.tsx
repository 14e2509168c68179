import { useEffect, useRef, useState } from "preact/hooks";

import { api, read } from "../../api";
import type { StepUpPurpose } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import { canHavePasskeys } from "../passkeys/ability";
import { ByPasskey } from "./ByPasskey";
import { Problem } from "./Problem";
import styles from "./StepUp.module.css";

const DIGITS = 8;
const SECOND = 1000;

export type Props = {
  purpose: StepUpPurpose;
  /** What the button says that uses the code: "Sign". */
  action: string;
  /** Does what the code was for. What it throws is shown, and the code can be asked for anew. */
  onConfirmed: (stepUp: string) => Promise<void>;
  /** Checked before a code is sent or used; false leaves everything as it is. */
  ready: () => boolean;
};

type Ticket = { id: string; email: string; resendAt: number };

/** Shows again that it is her, for one purpose: by her passkey where she has one, or by a fresh code. */
export function StepUp(props: Props) {
  const hers = useHasPasskey();
  const [byCode, setByCode] = useState(false);
  if (!hers || byCode) return <ByCode {...props} beside={hers} />;
  return <ByPasskey {...props} onOther={() => setByCode(true)} />;
}

/** False until it is known, and where it cannot be known. */
function useHasPasskey(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    if (!canHavePasskeys()) return;
    read(api.GET("/api/account/factors"))
      .then(({ passkeys }) => setHas(passkeys.length > 0))
      .catch(() => {}); // a code does as well
  }, []);
  return has;
}

/** A fresh code: sent, typed, used. `beside`: it is asked for although there is a passkey. */
function ByCode({ purpose, action, onConfirmed, ready, beside }: Props & { beside: boolean }) {
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const confirmed = useRef<string | null>(null);
  const [code, setCode] = useState("");
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function doing(act: () => Promise<void>) {
    if (busy || !ready()) return;
    setBusy(true);
    setProblem("");
    setError(undefined);
    try {
      await act();
    } finally {
      setBusy(false);
    }
  }

  const ask = () =>
    doing(async () => {
      try {
        const asked = await read(api.POST("/api/step-up", { body: beside ? { purpose, by_mail: true } : { purpose } }));
        confirmed.current = null;
        setCode("");
        setTicket({ id: asked.id, email: asked.email, resendAt: Date.now() + asked.resend_in_seconds * SECOND });
      } catch (failure) {
        setProblem(words(failure));
      }
    });

  const use = () =>
    doing(async () => {
      const plain = code.replace(/\D/g, "");
      if (!confirmed.current && plain.length !== DIGITS) {
        setError(t("stepup.code.error", { n: plain.length }));
        document.getElementById("step-up-code")?.focus();
        return;
      }
      if (!ticket) return;
      try {
        if (!confirmed.current) {
          const path = { step_up_id: ticket.id };
          confirmed.current = (await read(api.POST("/api/step-up/{step_up_id}", { params: { path }, body: { code: plain } }))).id;
        }
      } catch (failure) {
        setError(words(failure, { field: "code" }));
        document.getElementById("step-up-code")?.focus();
        return;
      }
      try {
        await onConfirmed(confirmed.current);
      } catch (failure) {
        // A confirmed code that was refused or ran out is no use any more.
        if (isStale(failure)) confirmed.current = null;
        setProblem(words(failure));
      }
    });

  if (!ticket) {
    return (
      <div class={styles.box}>
        {problem && <Problem words={problem} />}
        <p>{t("stepup.lead")}</p>
        <Button wide busy={busy} icon="mail" onClick={() => void ask()}>
          {t("stepup.send")}
        </Button>
      </div>
    );
  }
  return (
    <form
      class={styles.box}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <p role="status">{t("stepup.sent", { email: ticket.email })}</p>
      <div class={styles.code}>
        <TextField
          id="step-up-code"
          label={t("stepup.code")}
          hint={t("stepup.code.hint")}
          error={error}
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={20}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </div>
      {problem && <Problem words={problem} />}
      <Button type="submit" wide busy={busy}>
        {action}
      </Button>
      <Resend key={ticket.id} at={ticket.resendAt} again={() => void ask()} />
    </form>
  );
}

function isStale(failure: unknown): boolean {
  const code = (failure as { code?: string }).code ?? "";
  return code === "step_up_needed" || code === "step_up_expired";
}

/** A new code can be asked for after a minute. */
function Resend({ at, again }: { at: number; again: () => void }) {
  const [open, setOpen] = useState(at <= Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setOpen(true), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  if (!open) return <p class={styles.soft}>{t("stepup.wait")}</p>;
  return (
    <Button kind="plain" onClick={again}>
      {t("stepup.again")}
    </Button>
  );
}
