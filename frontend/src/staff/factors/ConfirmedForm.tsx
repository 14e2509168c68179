import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import type { StepUpPurpose } from "../../api";
import { Button } from "../../ui/Button";
import { type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { PROOF_FIELDS, StepUpFields } from "../parts/StepUp";
import { useStepUp } from "../parts/useStepUp";

type Props = {
  label: string;
  button: string;
  danger?: boolean;
  /** What the proof is for. */
  purpose?: StepUpPurpose;
  /** Whether she has to prove first that it is her. */
  needs: boolean;
  /** The form's fields by the server's names, and the id each has on the page. */
  fields?: Record<string, string>;
  /** What is missing before anything is sent. */
  check?: () => Problem | null;
  act: (stepUp: string | null) => Promise<void>;
  onClose?: () => void;
  children?: (problem: Problem | null) => ComponentChildren;
};

/** A change that matters, of her own sign-in or of the team: its fields, the proof that it is her where one is needed, and the act. */
export function ConfirmedForm(props: Props) {
  const { label, button, danger, purpose = "change_sign_in", needs, fields, check, act, onClose, children } = props;
  const [busy, setBusy] = useState(false);
  const [own, setOwn] = useState<Problem | null>(null);
  const step = useStepUp(purpose);
  const problem = own ?? step.problem;

  async function submit() {
    const missing = check?.() ?? null;
    setOwn(missing);
    if (missing) return;
    if (needs && !step.ticket) return step.ask();
    if (needs && !(await step.confirm())) return;
    setBusy(true);
    try {
      await (needs ? step.using(act) : act(null));
    } catch (error) {
      setOwn(toProblem(error));
    } finally {
      setBusy(false);
    }
  }

  const begins = needs && !step.ticket;
  return (
    <InlineForm label={label} onSubmit={() => void submit()}>
      <Problems problem={problem} fields={{ ...PROOF_FIELDS, ...fields }} />
      {children?.(problem)}
      {needs && <StepUpFields step={step} />}
      <Actions>
        <Button type="submit" kind={danger && !begins ? "danger" : "primary"} busy={busy || step.busy}>
          {begins ? t("stepup.begin") : button}
        </Button>
        {onClose && (
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        )}
      </Actions>
    </InlineForm>
  );
}
