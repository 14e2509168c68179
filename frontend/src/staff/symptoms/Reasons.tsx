import { t } from "../i18n";
import type { Reason } from "./data";
import { UrgencyMark } from "./Marks";
import styles from "./Symptoms.module.css";
import { saidOnce, saidWords } from "./words";

/** Everything that made the alert: what was asked, what was said, and what was said before. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <table class={styles.answers}>
      <caption class="visually-hidden">{t("alert.said")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("answers.question")}</th>
          <th scope="col">{t("answers.now")}</th>
          <th scope="col">{t("answers.before")}</th>
        </tr>
      </thead>
      <tbody>
        {saidOnce(reasons).map((reason) => (
          <tr key={`${reason.symptom}/${reason.ask ?? ""}`}>
            <th scope="row">
              <strong>{reason.symptom}</strong>
              <div class={styles.soft}>{reason.ask ?? t("alert.grade.explain")}</div>
              <UrgencyMark urgency={reason.urgency} />
            </th>
            <td>
              <strong>{saidWords(reason, reason.said)}</strong>
            </td>
            <td>{reason.before === null ? t("answers.no_before") : saidWords(reason, reason.before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
