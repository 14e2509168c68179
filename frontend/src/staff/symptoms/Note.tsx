import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import { CannotWait } from "./Marks";
import styles from "./Symptoms.module.css";

type Props = { language: string; note: string; canWait: boolean | null };

/** What she wrote herself, in her words, and whether it can wait. */
export function Note({ language, note, canWait }: Props) {
  return (
    <Facts>
      <Fact name={t("alert.can_wait")}>
        {canWait === false ? <CannotWait said={false} /> : t(canWait ? "alert.can_wait.yes" : "alert.can_wait.not_asked")}
      </Fact>
      <Fact name={t("alert.note")}>
        {note ? (
          <blockquote class={styles.quote} lang={language}>
            {note}
          </blockquote>
        ) : (
          t("alert.note.none")
        )}
      </Fact>
    </Facts>
  );
}
