import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./Banners.module.css";
import { update } from "./worker";

/** What concerns every page: for now, that a new version waits. */
export function Banners() {
  const takeOver = update.value;
  return (
    <div class={styles.banners} aria-live="polite">
      {takeOver && (
        <Notice icon="refresh">
          <p>{t("update.ready")}</p>
          <Button kind="quiet" onClick={takeOver}>
            {t("update.use")}
          </Button>
        </Notice>
      )}
    </div>
  );
}
