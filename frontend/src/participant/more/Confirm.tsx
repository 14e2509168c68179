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
  /** Another way, which makes the question needless. */
  instead?: { label: string; onPress: () => Promise<void>; offline: Label };
  onConfirm: () => Promise<void>;
  onCancel: () => void;
};

/** Asks once more before something that cannot be taken back. */
export function Confirm({ open, title, body, action, cancel, offline, instead, onConfirm, onCancel }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  function close() {
    setProblem("");
    onCancel();
  }

  async function run(act: () => Promise<void>, unreachable: Label = "offline.act") {
    setBusy(true);
    setProblem("");
    try {
      await act();
    } catch (failure) {
      setProblem(words(failure, { offline: unreachable }));
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
        {instead && (
          <Button wide busy={busy} onClick={() => void run(instead.onPress, instead.offline)}>
            {instead.label}
          </Button>
        )}
        <Button kind="danger" wide busy={busy} onClick={() => void run(onConfirm, offline)}>
          {action}
        </Button>
        <Button kind="quiet" wide onClick={close}>
          {cancel ?? t("app.cancel")}
        </Button>
      </div>
    </Dialog>
  );
}
