import { useState } from "preact/hooks";

import { api, read, type Shape } from "../../api";
import { language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { words } from "../app/failure";
import { factors } from "../data/answers";
import { StepUp } from "../stepup/StepUp";
import styles from "./Passkeys.module.css";
import type { Said } from "./useMaking";

type Passkey = Shape<"Passkey">;
type Props = { passkey: Passkey; say: (said: Said | null) => void };

/** One passkey with what can be done about it. */
export function OnePasskey({ passkey, say }: Props) {
  const [doing, setDoing] = useState<"name" | "removal" | null>(null);
  const { id, label, made_at, last_used_at } = passkey;
  const at = (instant: string) => momentInWords(language.value, instant, deviceZone());
  const open = (next: typeof doing) => {
    say(null);
    setDoing(next);
  };

  async function remove(stepUp: string) {
    const path = { passkey_id: id };
    const body = { step_up: stepUp };
    const left = await read(api.POST("/api/account/passkeys/{passkey_id}/removal", { params: { path }, body }));
    say({ kind: "green", text: t("passkey.removed", { label }) });
    factors.set(left);
  }

  return (
    <li class={styles.one}>
      <Icon name="lock" />
      <span class={styles.words}>
        <strong>{label}</strong>
        <span class={styles.soft}>{t("passkey.made", { when: at(made_at) })}</span>
        {last_used_at && <span class={styles.soft}>{t("passkey.used", { when: at(last_used_at) })}</span>}
      </span>
      {doing === null && (
        <span class={styles.acts}>
          <Button kind="quiet" aria-label={t("passkey.renameWhat", { label })} onClick={() => open("name")}>
            {t("passkey.rename")}
          </Button>
          <Button kind="quiet" aria-label={t("passkey.removeWhat", { label })} onClick={() => open("removal")}>
            {t("passkey.remove")}
          </Button>
        </span>
      )}
      {doing === "name" && <NameForm passkey={passkey} say={say} onClose={() => setDoing(null)} />}
      {doing === "removal" && (
        <div class={styles.doing}>
          <p>{t("passkey.removing", { label })}</p>
          <StepUp
            purpose="change_sign_in"
            action={t("passkey.removeWhat", { label })}
            ready={() => true}
            onConfirmed={remove}
          />
          <Button kind="plain" onClick={() => setDoing(null)}>
            {t("passkey.cancel")}
          </Button>
        </div>
      )}
    </li>
  );
}

function NameForm({ passkey, say, onClose }: Props & { onClose: () => void }) {
  const [name, setName] = useState(passkey.label);
  const [error, setError] = useState<string | undefined>();

  async function save(event: Event) {
    event.preventDefault();
    const label = name.trim();
    if (!label) return setError(t("passkey.name.error"));
    try {
      const path = { passkey_id: passkey.id };
      factors.set(await read(api.PATCH("/api/account/passkeys/{passkey_id}", { params: { path }, body: { label } })));
      say({ kind: "green", text: t("passkey.renamed", { label }) });
      onClose();
    } catch (failure) {
      setError(words(failure, { field: "label", offline: "offline.act" }));
    }
  }

  return (
    <form class={styles.doing} noValidate onSubmit={(event) => void save(event)}>
      <TextField
        label={t("passkey.name")}
        error={error}
        maxLength={100}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" wide>
        {t("passkey.name.save")}
      </Button>
      <Button kind="plain" onClick={onClose}>
        {t("passkey.cancel")}
      </Button>
    </form>
  );
}
