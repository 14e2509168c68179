import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { staff } from "../data/api";
import { at } from "../data/problem";
import type { ParticipantDetail, ParticipantStatus } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm, Section } from "../parts/Facts";
import { Mark, ParticipantMark } from "../parts/Mark";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { When } from "../parts/When";
import { can } from "../session/session";
import { latestParticipant } from "./latest";
import styles from "./Status.module.css";

/** Where she stands, how she came there, and the moves that are allowed from here. */
export function Status({ participant }: { participant: ParticipantDetail }) {
  const [open, setOpen] = useState(false);
  const may = can("participants.write") && participant.allowed_statuses.length > 0;
  return (
    <Section
      title={t("status.title")}
      action={
        may &&
        !open && (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {t("status.change")}
          </Button>
        )
      }
    >
      {open ? (
        <StatusForm participant={participant} onClose={() => setOpen(false)} />
      ) : (
        <p>
          <ParticipantMark status={participant.status} />
        </p>
      )}
      {participant.steps.length > 0 && (
        <ol class={styles.steps}>
          {[...participant.steps].reverse().map((step) => (
            <li key={step.at}>
              <Mark icon="chevron">{t(`status.${step.new as ParticipantStatus}`)}</Mark>
              <span class={styles.soft}>
                {step.by}, <When at={step.at} />
                {step.reason && `: ${step.reason}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function StatusForm({ participant, onClose }: { participant: ParticipantDetail; onClose: () => void }) {
  const { id } = participant;
  const [version] = useState(participant.version);
  const [status, setStatus] = useState<ParticipantStatus | "">("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const saving = useSaving({
    send: (on) => staff.setStatus(id, on, status as ParticipantStatus, reason || undefined),
    latest: () => latestParticipant(id),
    done: (saved) => {
      announce(t("status.saved", { code: saved.code, status: t(`status.${saved.status}`) }));
      onClose();
    },
  });
  const { stale, problem } = saving;
  const leaving = status === "withdrawn" || status === "ineligible" || status === "completed";
  return (
    <InlineForm
      label={t("status.change")}
      onSubmit={() => {
        setMissing(status === "");
        if (status !== "") void saving.save(version);
      }}
    >
      <Problems problem={problem} fields={{ status: "new-status", reason: "status-reason" }} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("status.title"),
              mine: status && t(`status.${status}`),
              present: t(`status.${stale.present.status}`),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <SelectField
        id="new-status"
        label={t("status.new")}
        error={missing ? t("status.choose") : at(problem, "status")}
        hint={leaving ? t("status.leaving") : undefined}
        value={status}
        onChange={(event) => setStatus(event.currentTarget.value as ParticipantStatus | "")}
      >
        <option value="">{t("choose")}</option>
        {participant.allowed_statuses.map((value) => (
          <option key={value} value={value}>
            {t(`status.${value}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        id="status-reason"
        label={t("reason")}
        hint={t("reason.hint")}
        error={at(problem, "reason")}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("status.change")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
