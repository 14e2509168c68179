import { ago, exactly } from "../words/dates";
import styles from "./When.module.css";

type Props = {
  at: string;
  timeZone?: string;
  /** The exact time opens towards the start of the line: for what stands at the right edge. */
  end?: boolean;
};

/** "2 h ago"; the exact time on hover and on focus, and always for a screen reader. */
export function When({ at, timeZone, end = false }: Props) {
  return (
    <span class={`${styles.when} ${end ? styles.end : ""}`} tabIndex={0}>
      <time dateTime={at}>{ago(at)}</time>
      <span class={styles.tip} role="tooltip">
        {exactly(at, timeZone)}
      </span>
    </span>
  );
}
