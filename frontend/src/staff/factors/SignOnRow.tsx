import { useState } from "preact/hooks";

import type { SignInFactors } from "../../api";
import { Button } from "../../ui/Button";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { When } from "../parts/When";
import { session } from "../session/session";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";
import styles from "./Factors.module.css";

/** Her institution's sign-on: since when it opens her account, and the way to end that. Nothing where there is none. */
export function SignOnRow({ has }: { has: SignInFactors }) {
  const [removing, setRemoving] = useState(false);
  const name = session.value?.sign_on;
  if (!has.sign_on) {
    if (!name) return null;
    return (
      <li>
        <strong>{name}</strong>
        <span class={styles.soft}>{t("factors.sso.none")}</span>
      </li>
    );
  }
  return (
    <li>
      <strong>{name ?? t("factors.sso")}</strong>
      <span class={styles.soft}>
        {t("factors.sso.since")} <When at={has.sign_on.made_at} />
      </span>
      <span class={styles.soft}>
        {t("factors.sso.used")} <When at={has.sign_on.last_used_at} />
      </span>
      <span class={styles.acts}>
        <Button kind="quiet" onClick={() => setRemoving(true)}>
          {t("factors.sso.remove")}
        </Button>
      </span>
      {removing && (
        <ConfirmedForm
          label={t("factors.sso.remove")}
          button={t("factors.sso.remove")}
          danger
          needs={has.step_up}
          act={async (stepUp) => {
            await factors.removeSignOn(stepUp);
            setRemoving(false);
            announce(t("factors.sso.removed"));
            await changed();
          }}
          onClose={() => setRemoving(false)}
        >
          {() => <p>{t("factors.sso.removing")}</p>}
        </ConfirmedForm>
      )}
    </li>
  );
}
