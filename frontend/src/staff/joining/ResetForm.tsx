import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { identities, type Identity, joining, type Joining, type Made, type Way } from "./data";
import { missingWay, WayFields, wayIds, type WayValues } from "./WayFields";

type Props = { id: string; present: Joining; onMade: (made: Made) => void; onClose: () => void };

const fields = { ...wayIds, identity: "reset-identity", reason: "reset-reason" };

/** Closes every way in that she had and makes a code for a new one. */
export function ResetForm({ id, present, onMade, onClose }: Props) {
  const [invitationId] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<WayValues>({ way: "", email: "" });
  const [identity, setIdentity] = useState<Identity | "">("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending();
  const problem = wrong ?? sending.problem;

  function submit() {
    const found = refused([
      ...(identity ? [] : [{ field: "identity", message: t("joining.reset.identity.missing") }]),
      ...(reason.trim() ? [] : [{ field: "reason", message: t("joining.reset.reason.missing") }]),
      ...missingWay(typed),
    ]);
    setWrong(found);
    if (found || !identity) return;
    const body = {
      id: invitationId,
      way: typed.way as Way,
      email: typed.way === "mail" ? typed.email.trim() : null,
      identity,
      reason: reason.trim(),
      version: present.version,
    };
    let made: Made | null = null;
    void sending.send(
      async () => (made = await joining.reset(id, body)),
      () => {
        announce(t("joining.made"));
        if (made) onMade(made);
      },
    );
  }

  return (
    <InlineForm label={t("joining.reset.title")} onSubmit={submit}>
      <Problems problem={problem} fields={fields} />
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
      <Actions>
        <Button type="submit" kind="danger" busy={sending.busy}>
          {t("joining.reset.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
