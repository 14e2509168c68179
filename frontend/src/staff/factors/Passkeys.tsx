import { useState } from "preact/hooks";

import type { Shape, SignInFactors } from "../../api";
import { passkeysHere } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, refused } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { When } from "../parts/When";
import { session } from "../session/session";
import { AddPasskey } from "./AddPasskey";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";
import styles from "./Factors.module.css";

type Passkey = Shape<"Passkey">;

/** Her passkeys, each with when it was last used, and the way to add one. */
export function Passkeys({ has }: { has: SignInFactors }) {
  const [adding, setAdding] = useState(false);
  const here = passkeysHere(session.value);

  async function added() {
    setAdding(false);
    announce(t("factors.passkey.added"));
    await changed();
  }

  return (
    <>
      {!has.passkeys.length && <p>{t("factors.passkeys.none")}</p>}
      <ul class={styles.list} aria-label={t("factors.passkeys")}>
        {has.passkeys.map((passkey) => (
          <OnePasskey key={passkey.id} passkey={passkey} needs={has.step_up} />
        ))}
      </ul>
      {!here && <p class={styles.soft}>{t("factors.passkeys.not_here")}</p>}
      {here && !has.step_up && <AddPasskey needs={false} onDone={added} />}
      {here && has.step_up && adding && <AddPasskey needs onDone={added} onClose={() => setAdding(false)} />}
      {here && has.step_up && !adding && (
        <Actions>
          <Button kind="quiet" icon="plus" onClick={() => setAdding(true)}>
            {t("factors.passkey.add")}
          </Button>
        </Actions>
      )}
    </>
  );
}

function OnePasskey({ passkey, needs }: { passkey: Passkey; needs: boolean }) {
  const [doing, setDoing] = useState<"name" | "removal" | null>(null);
  const { id, label, made_at, last_used_at } = passkey;
  const close = () => setDoing(null);
  return (
    <li>
      <strong>{label}</strong>
      <span class={styles.soft}>
        {t("factors.passkey.made")} <When at={made_at} />
      </span>
      <span class={styles.soft}>
        {last_used_at ? (
          <>
            {t("factors.passkey.used")} <When at={last_used_at} />
          </>
        ) : (
          t("factors.passkey.unused")
        )}
      </span>
      <span class={styles.acts}>
        <Button kind="quiet" aria-label={t("factors.passkey.rename_of", { label })} onClick={() => setDoing("name")}>
          {t("factors.passkey.rename")}
        </Button>
        <Button kind="quiet" aria-label={t("factors.passkey.remove_of", { label })} onClick={() => setDoing("removal")}>
          {t("factors.passkey.remove")}
        </Button>
      </span>
      {doing === "name" && <NameForm passkey={passkey} onClose={close} />}
      {doing === "removal" && (
        <ConfirmedForm
          label={t("factors.passkey.remove_of", { label })}
          button={t("factors.passkey.remove")}
          danger
          needs={needs}
          act={async (stepUp) => {
            await factors.removePasskey(id, stepUp);
            announce(t("factors.passkey.removed", { label }));
            await changed();
          }}
          onClose={close}
        >
          {() => <p>{t("factors.passkey.removing", { label })}</p>}
        </ConfirmedForm>
      )}
    </li>
  );
}

function NameForm({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const [label, setLabel] = useState(passkey.label);
  const field = `passkey-${passkey.id}`;
  return (
    <ConfirmedForm
      label={t("factors.passkey.rename_of", { label: passkey.label })}
      button={t("factors.passkey.save")}
      needs={false}
      fields={{ label: field }}
      check={() => (label.trim() ? null : refused([{ field: "label", message: t("factors.passkey.name.missing") }]))}
      act={async () => {
        await factors.renamePasskey(passkey.id, label.trim());
        announce(t("factors.passkey.renamed", { label: label.trim() }));
        onClose();
        await changed();
      }}
      onClose={onClose}
    >
      {(problem) => (
        <TextField
          id={field}
          label={t("factors.passkey.name")}
          error={at(problem, "label")}
          maxLength={100}
          value={label}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      )}
    </ConfirmedForm>
  );
}
