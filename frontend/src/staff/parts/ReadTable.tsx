import type { ComponentChildren } from "preact";

import styles from "./ReadTable.module.css";

/** Numbers that are only read, each column at its end. Keys scroll it where it is too wide. */
export function ReadTable({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class={styles.scroll} role="group" aria-label={title} tabIndex={0}>
      <table class={styles.table}>
        <caption class="visually-hidden">{title}</caption>
        {children}
      </table>
    </div>
  );
}
