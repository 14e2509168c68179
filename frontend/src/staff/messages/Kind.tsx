import { t } from "../i18n";
import styles from "./Reply.module.css";

/** Whether it is an answer, or a note that only the team sees. */
export function Kind({ note, onChange }: { note: boolean; onChange: (note: boolean) => void }) {
  return (
    <fieldset class={styles.kind}>
      <legend class="visually-hidden">{t("reply.kind")}</legend>
      {[false, true].map((value) => (
        <label key={String(value)}>
          <input type="radio" name="reply-kind" checked={note === value} onChange={() => onChange(value)} />
          {t(value ? "reply.kind.note" : "reply.kind.answer")}
        </label>
      ))}
    </fieldset>
  );
}
