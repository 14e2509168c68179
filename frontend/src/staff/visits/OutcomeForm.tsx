import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { staff } from "../data/api";
import { at, type Problem } from "../data/problem";
import type { Visit } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { today } from "../words/dates";
import { latestVisit } from "./latest";
import { type Outcome, outcomeProblem, outcomesNow, type OutcomeValues } from "./outcome";
import { stateWords, visitTitle } from "./words";

const ids = { status: "outcome-status", activities_done: "outcome-activities", reason: "outcome-reason" };

/** Records how a visit went. */
export function OutcomeForm({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [version] = useState(visit.version);
  const [values, setValues] = useState<OutcomeValues>({ status: "", activities: [], reason: "" });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useSaving({
    send: (on) =>
      staff.recordOutcome(visit.id, on, {
        status: values.status as Outcome,
        ...(values.status === "partly_done" ? { activities_done: [...values.activities] } : {}),
        ...(values.reason.trim() ? { reason: values.reason.trim() } : {}),
      }),
    latest: () => latestVisit(visit.id),
    done: (saved) => {
      announce(t("outcome.saved", { visit: visitTitle(saved), state: t(`visit.${saved.status}`) }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;
  const { stale } = saving;
  const change = (next: Partial<OutcomeValues>) => setValues({ ...values, ...next });
  const outcomes = outcomesNow(visit, new Date().toISOString(), today());

  function submit() {
    const found = outcomeProblem(values, visit);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  return (
    <InlineForm label={t("outcome.label", { visit: visitTitle(visit) })} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: visitTitle(visit),
              mine: values.status && t(`visit.${values.status}`),
              present: stateWords(stale.present),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Choices
        id={ids.status}
        label={t("outcome.title")}
        hint={outcomes.length === 1 ? t("outcome.not_yet") : undefined}
        error={at(problem, "status")}
        choices={outcomes.map((key) => ({ key, label: t(`visit.${key}`) }))}
        chosen={values.status ? [values.status] : []}
        onChange={([status]) => change({ status: (status ?? "") as Outcome | "" })}
      />
      {values.status === "partly_done" && (
        <Choices
          several
          id={ids.activities_done}
          label={t("outcome.activities")}
          error={at(problem, "activities_done")}
          choices={visit.activities.map(({ key, name }) => ({ key, label: name }))}
          chosen={values.activities}
          onChange={(activities) => change({ activities })}
        />
      )}
      {values.status !== "" && values.status !== "done" && (
        <TextField
          id={ids.reason}
          label={t("reason")}
          hint={t("reason.hint")}
          error={at(problem, "reason")}
          value={values.reason}
          onInput={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("outcome.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
