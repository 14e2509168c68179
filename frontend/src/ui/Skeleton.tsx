import styles from "./Skeleton.module.css";

type Props = {
  /** Said to screen readers while the page loads, for example "Loading". */
  label: string;
  lines?: number;
  blocks?: number;
};

/** The shape of what is coming. Shows itself after 300 ms. */
export function Skeleton({ label, lines = 3, blocks = 0 }: Props) {
  return (
    <div class={styles.skeleton} role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, i) => (
        <div class={styles.line} key={`line-${i}`} aria-hidden="true" />
      ))}
      {Array.from({ length: blocks }, (_, i) => (
        <div class={`${styles.line} ${styles.block}`} key={`block-${i}`} aria-hidden="true" />
      ))}
    </div>
  );
}
