import { t } from "../../i18n";
import styles from "./Claims.module.css";
import { type Currency, money } from "./money";
import type { Summed } from "./sums";

type Props = { name: string; priced: Summed | undefined; policy: Currency };

/** A line with what is asked for it, and what is paid of it where that is less. */
export function LinePrice({ name, priced, policy }: Props) {
  return (
    <>
      <span class={styles.priced}>
        <span class={styles.strong}>{name}</span>
        {priced && <span class={styles.sum}>{money(priced.asked, policy)}</span>}
      </span>
      {priced?.allowed.cut && (
        <span class={styles.amber}>
          {t("claim.review.pays")}: {money(priced.allowed.amount, policy)}
        </span>
      )}
    </>
  );
}
