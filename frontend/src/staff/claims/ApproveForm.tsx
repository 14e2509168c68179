import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea, TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { money } from "../words/money";
import {
  amountId,
  approval,
  approveProblem,
  begun,
  differs,
  fieldsOf,
  type LineValue,
  LONGEST_WORDS,
  NOTE_ID,
  reasonId,
  totalOf,
  valueOf,
} from "./approving";
import styles from "./Claims.module.css";
import type { Claim, ClaimLine } from "./data";
import { Lines } from "./Lines";
import { StaleClaim } from "./StaleClaim";
import type { Looking } from "./Thumbs";
import { useDecision } from "./useDecision";

type Props = { claim: Claim; looking: Looking; link: (claim: string) => string; onClose: () => void };

/** The lines with what is paid of each. It keeps the claim as it was when the form opened. */
export function ApproveForm({ claim: present, looking, link, onClose }: Props) {
  const [claim] = useState(present);
  const [values, setValues] = useState(() => begun(claim));
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useDecision(
    claim,
    () => approval(claim, values),
    (result) => {
      announce(approvedWords(result));
      onClose();
    },
  );
  const problem = wrong ?? saving.problem;
  const total = totalOf(claim, values);
  const words = total === null ? t("claim.approve.save.unknown") : t("claim.approve.save", { sum: money(total, claim.currency) });

  function submit() {
    const found = approveProblem(claim, values);
    setWrong(found);
    if (!found) void saving.save(claim.version);
  }

  return (
    <InlineForm label={t("claim.approve.title")} onSubmit={submit}>
      <h3>{t("claim.approve.title")}</h3>
      <Problems problem={problem} fields={fieldsOf(claim)} />
      <Lines
        claim={claim}
        looking={looking}
        link={link}
        fields={(line) => (
          <LineFields
            line={line}
            value={valueOf(values, line)}
            differs={differs(claim, values, line)}
            problem={problem}
            place={claim.lines.indexOf(line)}
            onChange={(value) => setValues({ ...values, lines: { ...values.lines, [line.id]: value } })}
          />
        )}
      />
      <Total claim={claim} total={total} />
      <TextArea
        id={NOTE_ID}
        label={t("claim.approve.note")}
        error={at(problem, "note")}
        rows={2}
        maxLength={LONGEST_WORDS}
        value={values.note}
        onInput={(event) => setValues({ ...values, note: event.currentTarget.value })}
      />
      <StaleClaim saving={saving} mine={words} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          <Button type="submit" icon="check" busy={saving.busy}>
            {words}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}

/** What was saved, and whether somebody else looks at it next. */
export function approvedWords({ status, reference, approved, currency }: Claim): string {
  const second = status === "second_look";
  return t(second ? "claim.approve.saved.second_look" : "claim.approve.saved", { reference, sum: money(approved ?? 0, currency) });
}

type LineProps = {
  line: ClaimLine;
  value: LineValue;
  differs: boolean;
  problem: Problem | null;
  place: number;
  onChange: (value: LineValue) => void;
};

/** What is paid of one line; where it is not what the policy pays, also why. */
function LineFields({ line, value, differs: other, problem, place, onChange }: LineProps) {
  return (
    <div class={styles.fields}>
      <TextField
        id={amountId(line)}
        label={t("claim.approve.amount", { line: line.category_name })}
        error={at(problem, `lines.${place}.amount`) ?? (place === 0 ? at(problem, "lines") : undefined)}
        inputMode="decimal"
        autoComplete="off"
        value={value.amount}
        onInput={(event) => onChange({ ...value, amount: event.currentTarget.value })}
      />
      {other && (
        <TextArea
          id={reasonId(line)}
          label={t("claim.approve.reason", { line: line.category_name })}
          hint={t("claim.approve.reason.hint")}
          error={at(problem, `lines.${place}.reason`)}
          rows={2}
          maxLength={LONGEST_WORDS}
          value={value.reason}
          onInput={(event) => onChange({ ...value, reason: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** The sum as she types, and what follows from it. */
function Total({ claim, total }: { claim: Claim; total: number | null }) {
  const { currency, asked, allowed, second_above: limit, paid, status } = claim;
  const two = total !== null && limit !== null && total > limit && status !== "second_look";
  return (
    <div class={styles.total}>
      <p>
        <span>{t("claim.approve.total")}</span>{" "}
        <output>{total === null ? t("claim.approve.total.unknown") : <strong>{money(total, currency)}</strong>}</output>{" "}
        <span class={styles.soft}>
          {t("claim.approve.total.of", { asked: money(asked, currency), allowed: money(allowed, currency) })}
        </span>
      </p>
      {paid > 0 && <p class={styles.soft}>{t("claim.approve.paid", { sum: money(paid, currency) })}</p>}
      {two && (
        <Notice kind="amber" icon="person">
          <p>{t("claim.approve.two", { limit: money(limit, currency) })}</p>
        </Notice>
      )}
    </div>
  );
}
