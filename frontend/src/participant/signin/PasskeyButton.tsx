import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { askPasskey } from "../../api/passkeys";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { enter } from "../data/session";
import styles from "./SignIn.module.css";

/** Signs in by face, fingerprint or screen lock: nothing is typed. */
export default function PasskeyButton() {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  async function use() {
    setBusy(true);
    setSaid("");
    try {
      const { id, options } = await read(api.POST("/api/sign-in/passkey/options"));
      const credential = await askPasskey(options);
      if (credential) await enter(await read(api.POST("/api/sign-in/passkey", { body: { id, credential } })));
      else setSaid(t("signin.passkey.no"));
    } catch (failure) {
      setSaid(words(failure, { offline: "signin.offline" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div class={styles.form}>
      <Live>
        {said && (
          <Notice kind="amber">
            <p>{said}</p>
          </Notice>
        )}
      </Live>
      <Button kind="quiet" icon="lock" wide busy={busy} onClick={() => void use()}>
        {t("signin.passkey")}
      </Button>
      <p class={styles.wait}>{t("signin.passkey.hint")}</p>
    </div>
  );
}
