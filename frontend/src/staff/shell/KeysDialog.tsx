import { Dialog } from "../../ui/Dialog";
import { t } from "../i18n";
import { activeKeys, keysOn, turnKeys } from "./keys";
import styles from "./KeysDialog.module.css";

/** All single keys that act on this page, and the switch that turns them off. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")} closeLabel={t("close")}>
      <table class={styles.keys}>
        <tbody>
          {activeKeys().map(({ key, label }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{t(label)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <kbd>Enter</kbd>
            </th>
            <td>{t("keys.enter")}</td>
          </tr>
        </tbody>
      </table>
      <label class={styles.switch}>
        <input type="checkbox" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} />
        {t("keys.on")}
      </label>
    </Dialog>
  );
}
