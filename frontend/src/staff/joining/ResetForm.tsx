import { useState } from "preact/hooks";

import { TextField } from "../../ui/Field";
import { at, type Problem, refused } from "../data/problem";
import { changed } from "../data/useLoad";
import { ConfirmedForm } from "../factors/ConfirmedForm";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { identities, type Identity, joining, type Joining, type Made, type Way } from "./data";
import { missingWay, WayFields, wayIds, type WayValues } from "./WayFields";

type Props = { id: string; present: Joining; onMade: (made: Made) => void; onClose: () => void };

const fields = { ...wayIds, identity: "reset-identity", reason: "reset-reason" };

/** Closes every way in that she had and makes a code for a new one, once who does it has proved that it is she. */
export function ResetForm({ id, present, onMade, onClose }: Props) {
  const [invitationId] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<WayValues>({ way: "", email: "" });
  const [identity, setIdentity] = useState<Identity | "">("");
  const [reason, setReason] = useState("");

  function missing(): Problem | null {
    return refused([
      ...(identity ? [] : [{ field: "identity", message: t("joining.reset.identity.missing") }]),
      ...(reason.trim() ? [] : [{ field: "reason", message: t("joining.reset.reason.missing") }]),
      ...missingWay(typed),
    ]);
  }

  async function reset(stepUp: string | null) {
    const made = await joining.reset(id, {
      id: invitationId,
      way: typed.way as Way,
      email: typed.way === "mail" ? typed.email.trim() : null,
      identity: identity as Identity,
      reason: reason.trim(),
      version: present.version,
      step_up: stepUp ?? "",
    });
    await changed();
    announce(t("joining.made"));
    onMade(made);
  }

  return (
    <ConfirmedForm
      label={t("joining.reset.title")}
      button={t("joining.reset.save")}
      danger
      purpose="recover_participant"
      needs
      fields={fields}
      check={missing}
      act={reset}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p>{t("joining.reset.what")}</p>
          <Choices
            id={fields.identity}
            label={t("joining.reset.identity")}
            error={at(problem, "identity")}
            choices={identities.map((key) => ({ key, label: t(`joining.reset.${key}`) }))}
            chosen={identity ? [identity] : []}
            onChange={([next]) => setIdentity(next as Identity)}
          />
          <TextField
            id={fields.reason}
            label={t("reason")}
            hint={t("reason.hint")}
            error={at(problem, "reason")}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          <WayFields values={typed} problem={problem} onChange={(change) => setTyped({ ...typed, ...change })} />
        </>
      )}
    </ConfirmedForm>
  );
}
