import { Button, ButtonLink } from "../../ui/Button";
import { t } from "../i18n";
import { session, signOut } from "./session";
import styles from "./SignIn.module.css";

/** Someone who only takes part is led to where her things are. */
export function NotStaff() {
  return (
    <main class={styles.page}>
      <div class={styles.box}>
        <h1>{t("notstaff.title", { name: session.value?.account?.name ?? "" })}</h1>
        <p>{t("notstaff.text")}</p>
        <div class={styles.actions}>
          <ButtonLink href="/">{t("notstaff.go")}</ButtonLink>
          <Button kind="quiet" icon="signout" onClick={() => void signOut()}>
            {t("signout")}
          </Button>
        </div>
      </div>
    </main>
  );
}
