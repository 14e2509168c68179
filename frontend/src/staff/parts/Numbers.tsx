import { t } from "../i18n";
import styles from "./Numbers.module.css";

export type Counted = {
  href: string;
  n: number | string;
  words: string;
  /** One of them waits for too long. */
  late?: boolean;
};

/** What waits; each number leads to its list. */
export function Numbers({ numbers }: { numbers: readonly Counted[] }) {
  return (
    <ul class={styles.numbers} aria-label={t("counts.label")}>
      {numbers.map(({ href, n, words, late = false }) => (
        <li key={words}>
          <a href={href} data-late={late}>
            <strong>{n}</strong> <span>{words}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
