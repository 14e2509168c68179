import { useEffect, useRef, useState } from "preact/hooks";

import { api, ApiError, read, type StepUpPurpose } from "../../api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { session } from "../session/session";
import { Actions } from "./Facts";

type Ticket = { id: string; email: string; resendIn: number };

export const CODE_FIELD = "step-up-code";
const DIGITS = 8;

export type StepUp = {
  ticket: Ticket | null;
  code: string;
  type: (code: string) => void;
  /** Whether the code was right: the act it was for may be tried again with it. */
  confirmed: boolean;
  problem: Problem | null;
  busy: boolean;
  /** Sends a code to the person's own address. */
  ask: () => Promise<void>;
  /** Whether the code is right; where it is not, the field says why. */
  confirm: () => Promise<boolean>;
  /** Gives what `act` gives. Where the code was spent or is too old, a new one is asked for. */
  using: <T>(act: (id: string) => Promise<T>) => Promise<T>;
};

/** A fresh code for one purpose: asked for, typed, confirmed, and used once by the form around it. */
export function useStepUp(purpose: StepUpPurpose): StepUp {
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const good = useRef<string | null>(null);

  function begin(next: Ticket | null) {
    good.current = null;
    setConfirmed(false);
    setCode("");
    setTicket(next);
  }

  async function attempt<T>(act: () => Promise<T>): Promise<T | null> {
    setBusy(true);
    setProblem(null);
    try {
      return await act();
    } catch (error) {
      setProblem(toProblem(error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  async function ask() {
    const asked = await attempt(() => read(api.POST("/api/step-up", { body: { purpose } })));
    if (asked) begin({ id: asked.id, email: asked.email, resendIn: asked.resend_in_seconds });
  }

  async function confirm() {
    if (good.current || !ticket) return good.current !== null;
    const digits = code.replace(/\D/g, "");
    if (digits.length !== DIGITS) {
      setProblem(refused(t("signin.code.length", { count: digits.length })));
      return false;
    }
    const params = { path: { step_up_id: ticket.id } };
    const answer = await attempt(() => read(api.POST("/api/step-up/{step_up_id}", { params, body: { code: digits } })));
    good.current = answer?.id ?? null;
    setConfirmed(answer !== null);
    return answer !== null;
  }

  async function using<T>(act: (id: string) => Promise<T>): Promise<T> {
    try {
      return await act(good.current ?? "");
    } catch (error) {
      if (error instanceof ApiError && /^step_up_(needed|expired)$/.test(error.code)) begin(null);
      throw error;
    }
  }

  return { ticket, code, type: setCode, confirmed, problem, busy, ask, confirm, using };
}

function refused(message: string): Problem {
  return { code: "wrong_code", status: 422, title: "", detail: "", fields: [{ field: "code", message }] };
}

/** What a form shows of it, above its buttons: where the code went, and the field for it. */
export function StepUpFields({ step }: { step: StepUp }) {
  const { ticket, problem, confirmed } = step;
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
      <Notice icon="mail" role="status">
        <p>{t("stepup.sent", { email: ticket.email })}</p>
      </Notice>
      <TextField
        id={CODE_FIELD}
        label={t("signin.code")}
        hint={t("signin.code.hint")}
        error={at(problem, "code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={step.code}
        onInput={(event) => step.type(event.currentTarget.value)}
      />
      <Actions>
        <Resend key={ticket.id} seconds={ticket.resendIn} onAgain={() => void step.ask()} />
        {session.value?.demo && (
          <a href="/demo-mail" target="_blank" rel="noopener">
            {t("demo.mail")}
          </a>
        )}
      </Actions>
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
