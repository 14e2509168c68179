import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { DayPart, Visit } from "../../api";
import { type Label, t } from "../../i18n";
import { addDays, dayIn } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { ErrorSummary, type FieldError, TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { span, when } from "../visit/words";
import styles from "./AnotherTime.module.css";
import { STEPS, stepAddress } from "./AnotherTimePage";
import { changeProposal, draftOf, type Faults, faults, isEmpty, outsideWindow } from "./draft";

const questions: readonly Label[] = ["request.q1", "request.q2", "request.q3"];
const parts: readonly DayPart[] = ["morning", "midday", "afternoon"];

type Props = { visit: Visit; step: number; after: number };

/** One day that would suit, with its part of the day. */
export function ProposalStep({ visit, step, after }: Props) {
  const { route } = useLocation();
  const [wrong, setWrong] = useState<Faults>({});
  const at = step - 1;
  const draft = draftOf(visit.id);
  const proposal = draft.proposals[at] ?? { date: "", part: null };
  const today = dayIn(new Date().toISOString(), visit.time_zone);
  const optional = at > 0;
  const blank = isEmpty(proposal);
  const errors = asErrors(wrong);

  function go(event: Event) {
    event.preventDefault();
    const found = faults(draft, at, today);
    setWrong(found);
    if (found.date ?? found.part) return;
    // Whoever has no second day has no third.
    route(stepAddress(visit.id, optional && blank && after < STEPS ? STEPS - 1 : after));
  }

  return (
    <Page
      title={t(questions[at] ?? "request.q1")}
      above={<Progress step={step} />}
      lead={optional ? t("request.optional") : t("request.intro", { when: when(visit, today) })}
      back={`/visits/${visit.id}`}
    >
      <form class={styles.form} onSubmit={go} noValidate>
        <ErrorSummary title={t("request.problem", { n: errors.length })} errors={errors} />
        <TextField
          id="day"
          type="date"
          label={t("request.day")}
          hint={t("request.window", { span: span(visit, today) })}
          error={wrong.date && t(wrong.date)}
          min={addDays(today, 1)}
          value={proposal.date}
          onInput={(event) => changeProposal(visit.id, at, { date: event.currentTarget.value })}
        />
        {outsideWindow(proposal.date, visit.window) && proposal.date > today && (
          <Notice kind="amber" icon="info" role="status">
            <p>{t("request.outside")}</p>
          </Notice>
        )}
        <Choices
          id="part"
          legend={t("request.part")}
          choices={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
          value={proposal.part}
          error={wrong.part && t(wrong.part)}
          onChange={(part) => changeProposal(visit.id, at, { part })}
        />
        <Button type="submit" wide>
          {t(optional && blank ? "request.skip" : "app.continue")}
        </Button>
      </form>
    </Page>
  );
}

export function Progress({ step }: { step: number }) {
  return <p class={styles.progress}>{t("request.progress", { step, of: STEPS })}</p>;
}

function asErrors(wrong: Faults): FieldError[] {
  const list: FieldError[] = [];
  if (wrong.date) list.push({ field: "day", message: t(wrong.date) });
  if (wrong.part) list.push({ field: "part", message: t(wrong.part) });
  return list;
}
