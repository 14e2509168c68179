import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { askPasskey } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { Problems } from "../parts/Problems";
import { enter } from "./session";
import styles from "./SignIn.module.css";

/** One press, and the device shows who it is. Nothing is typed. */
export function PasskeyWay() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [declined, setDeclined] = useState(false);

  async function use() {
    setBusy(true);
    setProblem(null);
    setDeclined(false);
    try {
      const { id, options } = await read(api.POST("/api/sign-in/passkey/options"));
      const credential = await askPasskey(options);
      if (credential) await enter(await read(api.POST("/api/sign-in/passkey", { body: { id, credential } })));
      else setDeclined(true);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div class={styles.form}>
      <Problems problem={problem} fields={{}} />
      {declined && (
        <Notice role="status">
          <p>{t("signin.passkey.no")}</p>
        </Notice>
      )}
      <Button icon="lock" wide busy={busy} onClick={() => void use()}>
        {t("signin.passkey")}
      </Button>
      <p class={styles.other}>{t("signin.passkey.hint")}</p>
      <p class={styles.or}>{t("signin.or")}</p>
    </div>
  );
}
