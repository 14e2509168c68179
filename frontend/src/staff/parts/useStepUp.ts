import { useRef, useState } from "preact/hooks";

import { api, ApiError, read, type StepUpMethod, type StepUpPurpose, type StepUpTicket } from "../../api";
import { askPasskey } from "../../api/passkeys";
import { type Problem, refused, toProblem } from "../data/problem";
import { t } from "../i18n";

const DIGITS = { email_code: 8, app_code: 6 };

export type StepUp = {
  ticket: StepUpTicket | null;
  /** The way she confirms it in, and the others that are open to her. */
  method: StepUpMethod;
  others: StepUpMethod[];
  typed: string;
  type: (typed: string) => void;
  /** Whether the proof was right: the act it was for may be tried again with it. */
  confirmed: boolean;
  problem: Problem | null;
  busy: boolean;
  /** Begins. A code goes to her own address where there is no other way. */
  ask: (byMail?: boolean) => Promise<void>;
  switchTo: (method: StepUpMethod) => Promise<void>;
  /** Whether the proof was right; where it was not, the field says why. */
  confirm: () => Promise<boolean>;
  /** Gives what `act` gives. Where the proof was spent or is too old, a new one is asked for. */
  using: <T>(act: (id: string) => Promise<T>) => Promise<T>;
};

/** Proving again who she is, for one purpose: begun, proved, and used once by the form around it. */
export function useStepUp(purpose: StepUpPurpose): StepUp {
  const [ticket, setTicket] = useState<StepUpTicket | null>(null);
  const [method, setMethod] = useState<StepUpMethod>("email_code");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const good = useRef<string | null>(null);

  function begin(next: StepUpTicket | null, by?: StepUpMethod) {
    good.current = null;
    setConfirmed(false);
    setTyped("");
    setTicket(next);
    setMethod(by ?? (next?.mailed ? "email_code" : (next?.methods[0] ?? "email_code")));
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

  async function ask(byMail = false) {
    const body = { purpose, by_mail: byMail };
    const asked = await attempt(() => read(api.POST("/api/step-up", { body })));
    if (asked) begin(asked);
  }

  async function switchTo(next: StepUpMethod) {
    if (next === "email_code") return ask(true);
    setProblem(null);
    begin(ticket, next);
  }

  async function proof(of: StepUpTicket) {
    if (method === "password") return { password: typed };
    if (method !== "passkey") return { code: typed.replace(/\D/g, "") };
    const passkey = of.passkey && (await askPasskey(of.passkey));
    return passkey ? { passkey } : null;
  }

  async function confirm() {
    if (good.current || !ticket) return good.current !== null;
    const missing = lacking(method, typed);
    if (missing) setProblem(missing);
    if (missing) return false;
    const answer = await attempt(async () => {
      const body = await proof(ticket);
      if (!body) throw new Declined();
      return read(api.POST("/api/step-up/{step_up_id}", { params: { path: { step_up_id: ticket.id } }, body }));
    });
    good.current = answer?.id ?? null;
    setConfirmed(answer !== null);
    if (!answer && method === "passkey") await again();
    return answer !== null;
  }

  /** What a passkey signed is used up by a refusal: the next try needs something new to sign. */
  async function again() {
    try {
      begin(await read(api.POST("/api/step-up", { body: { purpose } })), "passkey");
    } catch {
      begin(null); // the refusal on the screen says enough
    }
  }

  async function using<T>(act: (id: string) => Promise<T>): Promise<T> {
    try {
      return await act(good.current ?? "");
    } catch (error) {
      if (error instanceof ApiError && /^step_up_(needed|expired)$/.test(error.code)) begin(null);
      throw error;
    }
  }

  const others = (ticket?.methods ?? []).filter((one) => one !== method);
  return { ticket, method, others, typed, type: setTyped, confirmed, problem, busy, ask, switchTo, confirm, using };
}

/** The person said no to the passkey: in words of the form's own. */
class Declined extends ApiError {
  constructor() {
    super({ code: "declined", status: 0, title: t("stepup.passkey.no") });
  }
}

/** What is said at the field before anything is sent. */
function lacking(method: StepUpMethod, typed: string): Problem | null {
  if (method === "passkey") return null;
  if (method === "password") {
    return typed ? null : refused([{ field: "password", message: t("signin.password.missing") }]);
  }
  const count = typed.replace(/\D/g, "").length;
  if (count === DIGITS[method]) return null;
  const message = t(method === "app_code" ? "signin.second.length" : "signin.code.length", { count });
  return refused([{ field: "code", message }]);
}
