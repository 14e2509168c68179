import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at } from "../data/problem";
import type { Visit } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { latestVisit } from "./latest";
import { stateWords, visitTitle } from "./words";

type Props = {
  visit: Visit;
  label: string;
  explain: string;
  /** What is said once it is done. */
  done: string;
  send: (version: number, reason: string) => Promise<Visit>;
  onClose: () => void;
};

/** A step that only asks why: taking a booking back, opening a visit again. */
export function ReasonForm({ visit, label, explain, done, send, onClose }: Props) {
  const [version] = useState(visit.version);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const saving = useSaving({
    send: (on) => send(on, reason.trim()),
    latest: () => latestVisit(visit.id),
    done: () => {
      announce(done);
      onClose();
    },
  });
  const { stale, problem } = saving;
  return (
    <InlineForm
      label={label}
      onSubmit={() => {
        setMissing(!reason.trim());
        if (reason.trim()) void saving.save(version);
      }}
    >
      <p>{explain}</p>
      <Problems problem={problem} fields={{ reason: "step-reason" }} />
      {stale && (
        <Stale
          {...stale}
          rows={[{ label: visitTitle(visit), mine: label, present: stateWords(stale.present) }]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <TextField
        id="step-reason"
        label={t("reason")}
        hint={t("reason.hint")}
        error={missing ? t("outcome.missing.reason") : at(problem, "reason")}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {!stale && (
        <Actions>
          <Button type="submit" kind="primary" busy={saving.busy}>
            {label}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
