import { useState } from "preact/hooks";

import { passkeysHere } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { changed, useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Shown } from "../parts/Shown";
import { session, signOut, start } from "../session/session";
import page from "../session/SignIn.module.css";
import { AddPasskey } from "./AddPasskey";
import { AppForm } from "./AppForm";
import { factors } from "./data";
import styles from "./Factors.module.css";
import { PasswordForm } from "./PasswordForm";
import { RecoveryCodes } from "./RecoveryCodes";

/** After an invitation: a passkey in one press, or a password and an app. Then the desk opens. */
export function SetUpPage() {
  const loaded = useLoad("factors", factors.read);
  const [codes, setCodes] = useState<string[] | null>(null);

  async function finish() {
    announce(t("setup.done"));
    await start();
  }

  return (
    <main class={page.page}>
      <div class={page.box}>
        <p class={page.name}>{t("desk.portal")}</p>
        <h1>{t("setup.title")}</h1>
        {codes ? (
          <RecoveryCodes codes={codes} rank={2} onKept={() => void finish()} />
        ) : (
          <>
            <p>{t("setup.lead", { name: session.value?.account?.name ?? "" })}</p>
            {passkeysHere(session.value) && (
              <section class={styles.way}>
                <h2>{t("setup.passkey.title")}</h2>
                <p>
                  <strong>{t("setup.passkey.best")}</strong> {t("setup.passkey.text")}
                </p>
                <AddPasskey needs={false} onDone={finish} />
              </section>
            )}
            <Shown of={loaded} lines={3}>
              {({ password }) => (
                <PasswordAndApp
                  hasPassword={password !== null}
                  onPassword={changed}
                  onCodes={setCodes}
                />
              )}
            </Shown>
          </>
        )}
        <div class={page.actions}>
          <Button kind="plain" icon="signout" onClick={() => void signOut()}>
            {t("setup.leave")}
          </Button>
        </div>
      </div>
    </main>
  );
}

type WayProps = { hasPassword: boolean; onPassword: () => Promise<void>; onCodes: (codes: string[]) => void };

function PasswordAndApp({ hasPassword, onPassword, onCodes }: WayProps) {
  return (
    <section class={styles.way}>
      <h2>{t("setup.password.title")}</h2>
      <p>{t("setup.password.text")}</p>
      <p class={styles.soft}>{t("setup.step", { number: hasPassword ? 2 : 1 })}</p>
      {hasPassword ? (
        <AppForm first needs={false} onCodes={onCodes} />
      ) : (
        <PasswordForm first needs={false} onDone={onPassword} />
      )}
    </section>
  );
}
