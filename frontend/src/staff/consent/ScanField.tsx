import { Field } from "../../ui/Field";
import { t } from "../i18n";
import styles from "./Consent.module.css";
import { ACCEPT, megabytes, scanProblem } from "./paper";

type Props = { scan: File | null; error: string | undefined; onChange: (scan: File | null) => void };

/** The file itself. What is plainly not a scan is said at once, before anything is sent. */
export function ScanField({ scan, error, onChange }: Props) {
  const wrong = (scan ? scanProblem(scan) : undefined) ?? error;
  return (
    <Field
      id="paper-scan"
      label={t("paper.scan")}
      hint={scan && !wrong ? t("paper.scan.size", { name: scan.name, size: megabytes(scan.size) }) : t("paper.scan.hint")}
      error={wrong}
    >
      {(wiring) => (
        <input
          type="file"
          accept={ACCEPT}
          {...wiring}
          onChange={(event) => onChange(event.currentTarget.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}

/** How much of it is on its way; all of it sent, the server looks at it. */
export function Sent({ part }: { part: number }) {
  const percent = Math.round(part * 100);
  const words = percent < 100 ? t("paper.sent", { percent }) : t("paper.checking");
  return (
    <div class={styles.progress}>
      <progress max={100} value={percent} aria-label={t("paper.scan")} />
      <p role="status">{words}</p>
    </div>
  );
}
