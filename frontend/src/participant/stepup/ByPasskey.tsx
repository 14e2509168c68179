import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { askPasskey } from "../../api/passkeys";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { words } from "../app/failure";
import { Problem } from "./Problem";
import type { Props } from "./StepUp";
import styles from "./StepUp.module.css";

/** One tap: her face, fingerprint or screen lock, then the act it was for. A code is the other way. */
export function ByPasskey({ purpose, action, onConfirmed, ready, onOther }: Props & { onOther: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function confirmed(): Promise<string | null> {
    const { id, passkey } = await read(api.POST("/api/step-up", { body: { purpose } }));
    const answer = passkey && (await askPasskey(passkey));
    if (!answer) return null;
    const path = { step_up_id: id };
    return (await read(api.POST("/api/step-up/{step_up_id}", { params: { path }, body: { passkey: answer } }))).id;
  }

  async function use() {
    if (busy || !ready()) return;
    setBusy(true);
    setProblem("");
    try {
      const proof = await confirmed();
      if (proof) await onConfirmed(proof);
      else setProblem(t("stepup.passkey.no"));
    } catch (failure) {
      setProblem(words(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div class={styles.box}>
      {problem && <Problem words={problem} />}
      <p>{t("stepup.passkey.lead")}</p>
      <Button wide busy={busy} icon="lock" onClick={() => void use()}>
        {action}
      </Button>
      <Button kind="plain" onClick={onOther}>
        {t("stepup.send")}
      </Button>
    </div>
  );
}
