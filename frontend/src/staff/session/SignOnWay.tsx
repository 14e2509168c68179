import { ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import { me } from "./session";
import styles from "./SignIn.module.css";
import { REASONS, rememberPage } from "./signOn";

/** A link to the institution's own sign-in; it leads back here. Called as the operator calls it. */
export function SignOnWay({ name }: { name: string }) {
  return (
    <div class={styles.form}>
      <ButtonLink icon="lock" wide href="/api/sign-in/oidc" onClick={rememberPage}>
        {t("signin.sso", { name })}
      </ButtonLink>
      {me.value && <p class={styles.other}>{t("signin.sso.leaves")}</p>}
      <p class={styles.or}>{t("signin.or")}</p>
    </div>
  );
}

/** What came of the way there and back, where it did not open the desk. */
export function SignOnWord({ word }: { word: string }) {
  const key = REASONS[word];
  if (!key) return null;
  return (
    <Notice kind="amber" role="alert">
      <p>{t(key)}</p>
    </Notice>
  );
}
