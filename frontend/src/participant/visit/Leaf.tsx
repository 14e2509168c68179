import { language } from "../../i18n";
import { leaf } from "../../i18n/dates";
import styles from "./Leaf.module.css";

/** A leaf of a calendar. The words beside it say the same, so it is silent. */
export function Leaf({ day }: { day: string }) {
  const words = leaf(language.value, day);
  return (
    <div class={styles.leaf} aria-hidden="true">
      <span class={styles.weekday}>{words.weekday}</span>
      <span class={styles.day}>{words.day}</span>
      <span class={styles.month}>{words.month}</span>
    </div>
  );
}
