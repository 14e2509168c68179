import { useState } from "preact/hooks";

import { type Label, t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import styles from "./More.module.css";

type Props = {
  open: boolean;
  title: string;
  /** What happens if one goes on. */
  body: string;
  action: string;
  cancel?: string;
  /** What to say where there is no connection. */
  offline?: Label;
  onConfirm: () => Promise<void>;
  onCancel: () => void;
};

/** Asks once more before something that cannot be taken back. */
export function Confirm({ open, title, body, action, cancel, offline, onConfirm, onCancel }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  function close() {
    setProblem("");
    onCancel();
  }

  async function confirm() {
    setBusy(true);
    setProblem("");
    try {
      await onConfirm();
    } catch (failure) {
      setProblem(words(failure, { offline: offline ?? "offline.act" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onClose={close} title={title} closeLabel={t("app.close")}>
      <p>{body}</p>
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div class={styles.buttons}>
        <Button kind="danger" wide busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
        <Button kind="quiet" wide onClick={close}>
          {cancel ?? t("app.cancel")}
        </Button>
      </div>
    </Dialog>
  );
}
