import { useEffect } from "preact/hooks";

import { Icon } from "../../ui/Icon";
import { announcement } from "./announce";
import styles from "./Toast.module.css";

const SHOWN_MS = 6000;

/** Says what was done. The region is always there, so that screen readers hear what comes into it. */
export function Toast({ inPanel = false }: { inPanel?: boolean }) {
  const said = announcement.value;
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => {
      announcement.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class={`${styles.region} ${inPanel ? styles.inPanel : ""}`} role="status">
      {said && (
        <p class={styles.toast} key={said.id}>
          <Icon name="check" size={20} />
          {said.text}
        </p>
      )}
    </div>
  );
}
