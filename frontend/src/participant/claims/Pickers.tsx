import { useRef } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
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

type PickProps = Props & {
  label: string;
  kind?: "primary" | "quiet";
  icon: "camera" | "document";
  accept: string;
  capture?: "environment";
  multiple?: boolean;
};

/** A button that stands for the browser's own field, which cannot be made to look like one. */
function Pick({ label, kind = "quiet", icon, busy, onFiles, ...field }: PickProps) {
  const input = useRef<HTMLInputElement>(null);

  function taken({ currentTarget }: { currentTarget: HTMLInputElement }) {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ""; // so that the same file can be chosen once more
    if (files.length) onFiles(files);
  }

  return (
    <>
      <input {...field} ref={input} type="file" hidden aria-label={label} tabIndex={-1} onChange={taken} />
      <Button kind={kind} wide icon={icon} busy={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
