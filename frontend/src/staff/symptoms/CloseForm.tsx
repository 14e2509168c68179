import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { closeProblem, type CloseValues, LONGEST_NOTE, noteNeeded, outcomes } from "./closing";
import { type Alert, alerts, type Outcome } from "./data";
import { latestAlert } from "./latest";
import { standingWords } from "./words";

const ids = { outcome: "close-outcome", note: "close-note" };

/** Closes an alert with how it ended. */
export function CloseForm({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const [version] = useState(alert.version);
  const [values, setValues] = useState<CloseValues>({ outcome: "", note: "" });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useSaving({
    send: (on) => alerts.close(alert.id, on, values.outcome as Outcome, values.note.trim()),
    latest: () => latestAlert(alert.id),
    done: () => {
      announce(t("closing.saved", { code: alert.who.code }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;
  const { stale } = saving;
  const why = values.outcome === "no_action";
  const needed = noteNeeded(values.outcome, alert);

  function submit() {
    const found = closeProblem(values, alert);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  return (
    <InlineForm label={t("closing.title")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("alert.standing"),
              mine: values.outcome && t(`outcome.${values.outcome}`),
              present: standingWords(stale.present),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Choices
        id={ids.outcome}
        label={t("closing.outcome")}
        error={at(problem, "outcome")}
        choices={outcomes.map((key) => ({ key, label: t(`outcome.${key}`) }))}
        chosen={[values.outcome]}
        onChange={([outcome]) => setValues({ ...values, outcome: outcome as Outcome })}
      />
      <TextArea
        id={ids.note}
        label={t(why ? "closing.note_why" : needed ? "closing.note_needed" : "closing.note")}
        hint={alert.status === "taken" ? t("closing.note.no_contact") : undefined}
        error={at(problem, "note")}
        rows={3}
        maxLength={LONGEST_NOTE}
        value={values.note}
        onInput={(event) => setValues({ ...values, note: event.currentTarget.value })}
      />
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("closing.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
