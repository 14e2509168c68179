import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { PROOF_FIELDS, StepUpFields } from "../parts/StepUp";
import { useStepUp } from "../parts/useStepUp";
import { me } from "../session/session";
import styles from "./Consent.module.css";
import { countersignProblem, type CountersignValues, identities } from "./countersign";
import { type ConsentRow, consents, type DeskConsent, type Identity, type SignerRole } from "./data";
import { latestConsent } from "./latest";

type Props = { consent: DeskConsent; row: ConsentRow; role: SignerRole; onClose: () => void };

const ids = { identity: "sign-identity", identity_note: "sign-note", name: "sign-name", ...PROOF_FIELDS };

/** Signs after the participant: what it means, who she is, the own name, and a fresh proof that it is her. */
export function CountersignForm({ consent, row, role, onClose }: Props) {
  const [id] = useState(() => crypto.randomUUID());
  const [version] = useState(consent.version);
  const [values, setValues] = useState<CountersignValues>({ identity: "", note: "", name: "" });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const step = useStepUp("countersign_consent");
  const saving = useSaving({
    send: (on) =>
      step.using((confirmed) =>
        consents.countersign(consent.id, {
          id,
          role,
          name: values.name.trim(),
          identity: values.identity || null,
          identity_note: values.note.trim(),
          step_up: confirmed,
          version: on,
        }),
      ),
    latest: () => latestConsent(row.participant_id, consent.id),
    done: () => {
      announce(t("sign.saved", { code: row.code, role: t(`consent.role.${role}`) }));
      onClose();
    },
  });
  const problem = wrong ?? step.problem ?? saving.problem;
  const { stale } = saving;

  async function submit() {
    const found = countersignProblem(role, values);
    setWrong(found);
    if (found) return;
    saving.clear();
    if (!step.ticket) return step.ask();
    if (await step.confirm()) await saving.save(version);
  }

  return (
    <InlineForm label={t(`sign.as.${role}`)} onSubmit={() => void submit()}>
      <h4 class={styles.part}>{t("sign.meaning")}</h4>
      <p class={styles.meaning} lang={consent.language}>
        {consent.meanings[role]}
      </p>
      <Problems problem={problem} fields={ids} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("consent.signatures"),
              mine: t(`consent.role.${role}`),
              present: stale.present.signatures.map((one) => t(`consent.role.${one.role}`)).join(", "),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Fields role={role} values={values} problem={problem} onChange={(next) => setValues({ ...values, ...next })} />
      <StepUpFields step={step} />
      {!stale && (
        <Actions>
          <Button type="submit" icon={step.ticket ? "edit" : "lock"} busy={step.busy || saving.busy}>
            {t(step.ticket ? "sign.do" : "stepup.begin")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}

type FieldsProps = {
  role: SignerRole;
  values: CountersignValues;
  problem: Problem | null;
  onChange: (change: Partial<CountersignValues>) => void;
};

/** How identity was checked, and the own name as the portal has it. */
function Fields({ role, values, problem, onChange }: FieldsProps) {
  const leads = role === "discussion_leader";
  return (
    <>
      <Choices
        id={ids.identity}
        label={t(leads ? "sign.identity" : "sign.identity.optional")}
        error={at(problem, "identity")}
        choices={identities.map((key) => ({ key, label: t(`consent.identity.${key}`) }))}
        chosen={values.identity ? [values.identity] : []}
        onChange={([identity]) => onChange({ identity: identity as Identity })}
      />
      {values.identity && (
        <TextField
          id={ids.identity_note}
          label={t(values.identity === "other" ? "sign.identity.note_needed" : "sign.identity.note")}
          error={at(problem, "identity_note")}
          maxLength={500}
          value={values.note}
          onInput={(event) => onChange({ note: event.currentTarget.value })}
        />
      )}
      <TextField
        id={ids.name}
        label={t("sign.name")}
        hint={t("sign.name.hint", { name: me.value?.account.name ?? "" })}
        error={at(problem, "name")}
        autoComplete="name"
        maxLength={200}
        value={values.name}
        onInput={(event) => onChange({ name: event.currentTarget.value })}
      />
    </>
  );
}
