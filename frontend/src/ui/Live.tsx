import type { ComponentChildren } from "preact";

import styles from "./Live.module.css";

/** Where the result of an action appears: read out when there is time. Always on the page. */
export function Live({ children }: { children?: ComponentChildren }) {
  return (
    <div class={styles.live} aria-live="polite">
      {children}
    </div>
  );
}
