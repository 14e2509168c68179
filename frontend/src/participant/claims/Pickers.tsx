import { t } from "../../i18n";
import { Pick } from "../files/Pick";
import styles from "./Claims.module.css";

type Props = { busy: boolean; onFiles: (files: File[]) => void };

/** The camera, or what is on the phone already. `first`: there is none yet, and it is the thing to do. */
export function Pickers({ first, busy, onFiles }: Props & { first: boolean }) {
  return (
    <div class={styles.steps}>
      <Pick label={t("claim.receipts.camera")} kind={first ? "primary" : "quiet"} icon="camera" accept="image/*" capture="environment" busy={busy} onFiles={onFiles} />
      <Pick label={t("claim.receipts.files")} icon="document" accept="image/*,application/pdf" multiple busy={busy} onFiles={onFiles} />
    </div>
  );
}
