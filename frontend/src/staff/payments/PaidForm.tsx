import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm, Row } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { today } from "../words/dates";
import { money } from "../words/money";
import { type Batch, type Payment, payments } from "./data";
import { amountOf, LONGEST_REFERENCE, paidProblem, settledByOthers } from "./settling";

const ids = { paid_on: "paid-day", reference: "paid-reference" };

type Props = {
  batch: Batch;
  /** The payments that are meant. */
  rows: readonly Payment[];
  onClose: () => void;
  onDone: () => void;
};

/** Says that the money went out, on which day and under which reference. */
export function PaidForm({ batch, rows, onClose, onDone }: Props) {
  const now = today();
  const [day, setDay] = useState(batch.expected_on < now ? batch.expected_on : now);
  const [reference, setReference] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  // Once sent, they are not those that wait any more; the form says what it sent until it closes.
  const [sent, setSent] = useState<readonly Payment[]>([]);
  const { busy, problem, send } = useSending("unknown_payment");
  const refusal = wrong ?? problem;
  const meant = busy ? sent : rows;
  const n = meant.length;

  async function settle() {
    const name = reference.trim();
    const body = { paid_on: day, reference: name, payments: rows.map(({ id }) => id) };
    const others = settledByOthers(await payments.settle(batch.id, body), rows, name);
    const ours = rows.length - others;
    const said = [ours && t("paid.saved", { number: batch.number, n: ours }), others && t("paid.others", { n: others })];
    announce(said.filter(Boolean).join(" "));
  }

  function submit() {
    const found = paidProblem({ day, reference });
    setWrong(found);
    if (found) return;
    setSent(rows);
    void send(settle, () => {
      onDone();
      onClose();
    });
  }

  return (
    <InlineForm label={t("paid.title")} onSubmit={submit}>
      <p>{t("paid.what", { n, sum: money(amountOf(meant), batch.currency) })}</p>
      <Problems problem={refusal} fields={ids} />
      <Row>
        <TextField
          id={ids.paid_on}
          type="date"
          label={t("paid.day")}
          error={at(refusal, "paid_on")}
          max={now}
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </Row>
      <TextField
        id={ids.reference}
        label={t("paid.reference")}
        hint={t("paid.reference.hint")}
        error={at(refusal, "reference")}
        maxLength={LONGEST_REFERENCE}
        autoFocus
        value={reference}
        onInput={(event) => setReference(event.currentTarget.value)}
      />
      <Actions>
        <Button type="submit" busy={busy}>
          {t("paid.save", { n })}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
