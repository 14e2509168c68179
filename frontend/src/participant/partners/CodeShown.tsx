import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import styles from "./Partners.module.css";
import { helpersPage } from "./path";

/** The code, told this once: it is in the mail too, and can be read out. */
export function CodeShown({ code, name, email }: { code: string | null; name: string; email: string }) {
  return (
    <>
      <p>{t("helper.sent", { email })}</p>
      {code && (
        <>
          <p>{t("helper.code", { name })}</p>
          <p class={styles.code}>{code}</p>
          <p class={styles.soft}>{t("helper.code.once", { page: `${location.host}/join` })}</p>
        </>
      )}
      <ButtonLink wide href={helpersPage}>
        {t("helper.done")}
      </ButtonLink>
    </>
  );
}
