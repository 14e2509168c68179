import { listWords } from "../consent/words";
import { t } from "../i18n";
import { When } from "../parts/When";
import { dayOnly } from "../words/dates";
import type { Batch } from "./data";
import styles from "./Payments.module.css";
import { type Settled, settledOf } from "./settling";

/** Who said that what was paid or failed, and who made the batch: the latest first. */
export function SettledBy({ batch }: { batch: Batch }) {
  return (
    <ul class={styles.history}>
      {settledOf(batch).map((one) => (
        <li key={one.key}>
          <p>{settledWords(one)}</p>
          <p class={styles.soft}>
            <When at={one.at} /> {t("topay.by", { name: one.by })}
          </p>
        </li>
      ))}
      <li>
        <p>{t("batch.history.made", { n: batch.payments })}</p>
        <p class={styles.soft}>
          <When at={batch.made_at} /> {t("topay.by", { name: batch.made_by })}
        </p>
      </li>
    </ul>
  );
}

function settledWords({ rows }: Settled): string {
  const [first] = rows;
  const references = listWords(rows.map(({ reference }) => reference));
  if (first?.status !== "failed") return t("batch.history.paid", { n: rows.length, references });
  const { failed_reason: reason, paid_on: day } = first;
  return day
    ? t("batch.history.came_back", { references, day: dayOnly(day), reason })
    : t("batch.history.failed", { references, reason });
}
