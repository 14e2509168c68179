import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { shortDay } from "../words/dates";
import { type Payment, payments } from "./data";
import { latestPayment } from "./latest";
import { statusWords } from "./Marks";
import { failProblem, LONGEST_REASON } from "./settling";

const ids = { reason: "fail-reason" };

type Props = { batchId: string; payment: Payment; onClose: () => void };

/** Says that a payment did not arrive, and why: on top of the version that was read. */
export function FailForm({ batchId, payment, onClose }: Props) {
  const { reference } = payment;
  const [version] = useState(payment.version);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useSaving({
    send: (on) => payments.fail(payment.id, on, reason.trim()),
    latest: () => latestPayment(batchId, payment),
    done: () => {
      announce(t("failing.saved", { reference }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;
  const { stale } = saving;

  function submit() {
    const found = failProblem(reason);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  return (
    <InlineForm label={t("failing.title", { reference })} onSubmit={submit}>
      {payment.paid_on && <p>{t("failing.was_paid", { day: shortDay(payment.paid_on) })}</p>}
      <Problems problem={problem} fields={ids} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("batch.column.status"),
              mine: t("failing.mine", { reason: reason.trim() }),
              present: statusWords(stale.present.status),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <TextArea
        id={ids.reason}
        label={t("failing.reason")}
        hint={t("failing.reason.hint")}
        error={at(problem, "reason")}
        rows={2}
        maxLength={LONGEST_REASON}
        autoFocus
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("failing.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
