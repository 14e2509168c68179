import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { staff } from "../data/api";
import { at } from "../data/problem";
import type { ParticipantDetail } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { FactFields, fieldIds, labels } from "./FactFields";
import { changeOf, factKeys, reasonNeeded, valuesOf } from "./facts";
import { latestParticipant } from "./latest";

type Props = { participant: ParticipantDetail; onClose: () => void };

/** Changes contacts. What was typed survives every refusal, also when somebody else was faster. */
export function FactsForm({ participant, onClose }: Props) {
  const [before] = useState(() => valuesOf(participant));
  const [version] = useState(participant.version);
  const [typed, setTyped] = useState(before);
  const [reason, setReason] = useState("");
  const [reasonMissing, setReasonMissing] = useState(false);
  const change = changeOf(before, typed);
  const asks = reasonNeeded(change, participant.joined);
  const saving = useSaving({
    send: (on) => staff.changeParticipant(participant.id, on, { ...change, reason: reason.trim() || undefined }),
    latest: () => latestParticipant(participant.id),
    done: (saved) => {
      announce(t("contacts.saved", { code: saved.code }));
      onClose();
    },
  });
  const { problem, stale } = saving;

  function submit() {
    if (!Object.keys(change).length) return onClose();
    const missing = asks && !reason.trim();
    setReasonMissing(missing);
    if (!missing) void saving.save(version);
  }

  const now = stale && valuesOf(stale.present);
  return (
    <InlineForm label={t("contacts.change")} onSubmit={submit}>
      <Problems problem={problem} fields={{ ...fieldIds, reason: "fact-reason" }} />
      {stale && now && (
        <Stale
          {...stale}
          rows={factKeys
            .filter((key) => key in change || now[key] !== before[key])
            .map((key) => ({ label: t(labels[key]), mine: typed[key], present: now[key] }))}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <FactFields values={typed} problem={problem} onChange={(value) => setTyped({ ...typed, ...value })} />
      {asks && (
        <TextField
          id="fact-reason"
          label={t("reason")}
          hint={t("contacts.email_reason")}
          error={reasonMissing ? t("contacts.reason_missing") : at(problem, "reason")}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("contacts.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
