import { t } from "../i18n";
import type { Viewing } from "../parts/viewer/looking";
import { Tool, Viewer } from "../parts/viewer/Viewer";
import styles from "../parts/viewer/Viewer.module.css";

/** The viewer beside the lines. */
export function Receipts({ onFull, ...viewing }: Viewing & { onFull: () => void }) {
  if (!viewing.shots.length) return <p class={styles.none}>{t("receipts.none")}</p>;
  return <Viewer {...viewing} action={<Tool icon="scan" text="viewer.whole" run={onFull} />} />;
}
