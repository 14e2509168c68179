import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { listWords } from "../consent/words";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { Problems } from "../parts/Problems";
import { chosenOf, goneOf, stillThere, sumsOf, sumWords, usualDay } from "./choosing";
import { batchPath, type PayableClaim, PAYMENTS } from "./data";
import { chooseAnew, next } from "./next";
import styles from "./Payments.module.css";
import { batchProblem } from "./settling";
import { ALL_ID } from "./ToPayTable";
import { useMaking } from "./useMaking";

const ids = { claims: ALL_ID, expected_on: "topay-day" };

type Props = {
  rows: readonly PayableClaim[];
  /** Also those that a filter hides. */
  all: readonly PayableClaim[];
  /** The earliest day on which a batch can go out. */
  today: string;
};

/** What is chosen, what it comes to, when it goes out: one batch, made once. */
export function BatchForm({ rows, all, today }: Props) {
  const { id, claims } = next.value;
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const { busy, problem, clear, before, make } = useMaking();
  const picked = chosenOf(rows, claims);
  const gone = goneOf(all, claims);
  const n = picked.length;
  const sum = sumWords(sumsOf(picked));
  const day = typed ?? usualDay(picked, today);
  const refusal = wrong ?? aboutTheBatch(problem);

  function submit() {
    const found = batchProblem(picked, day, today);
    setWrong(found);
    clear();
    if (!found) make({ id, claims: picked.map((row) => row.id), expected_on: day });
  }

  return (
    <form
      class={styles.making}
      aria-label={t("topay.form")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {gone.length > 0 ? (
        <Gone references={gone} onClose={() => (chooseAnew(stillThere(all, claims)), clear())} />
      ) : (
        <Problems problem={refusal} fields={ids} />
      )}
      {before && <a href={batchPath(before)}>{t("topay.made_already")}</a>}
      <div class={styles.bar}>
        <p class={styles.chosen} role="status">
          {n ? t("topay.chosen", { n }) : t("topay.chosen.none")}
          {n > 0 && <strong>{sum}</strong>}
        </p>
        <TextField
          id={ids.expected_on}
          type="date"
          label={t("topay.day")}
          error={at(refusal, "expected_on")}
          min={today}
          value={day}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" busy={busy}>
          {n ? t("topay.make", { n, sum }) : t("topay.make.none")}
        </Button>
      </div>
    </form>
  );
}

/** Which claim of the list was meant is not for a field: the sentence names it. */
function aboutTheBatch(problem: Problem | null): Problem | null {
  return problem && { ...problem, fields: problem.fields.filter(({ field }) => !field.startsWith("claims.")) };
}

const NAMED = 12;

/** What was chosen and left the list meanwhile, by name as long as one reads names. */
function Gone({ references, onClose }: { references: readonly string[]; onClose: () => void }) {
  const n = references.length;
  const more = n > NAMED ? [t("topay.gone.more", { n: n - NAMED })] : [];
  const named = listWords([...references.slice(0, NAMED), ...more]);
  return (
    <Notice kind="amber" icon="person" role="alert">
      <p>
        <strong>{t("topay.gone", { n, references: named })}</strong>
      </p>
      <p>
        {t("topay.gone.list")} <a href={PAYMENTS}>{t("topay.gone.where")}</a>
      </p>
      <Button kind="quiet" onClick={onClose}>
        {t("topay.gone.close")}
      </Button>
    </Notice>
  );
}
