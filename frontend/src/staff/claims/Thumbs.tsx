import { t } from "../i18n";
import styles from "./Claims.module.css";
import { type Receipt, thumbPath } from "./data";

/** Which receipt is in the viewer, and how another comes there. */
export type Looking = { id: string | null; look: (receipt: string) => void };

/** Receipts in small; each opens in the viewer. */
export function Thumbs({ receipts, label, looking }: { receipts: readonly Receipt[]; label: string; looking: Looking }) {
  if (!receipts.length) return null;
  return (
    <ul class={styles.thumbs} aria-label={label}>
      {receipts.map((receipt, place) => (
        <li key={receipt.id}>
          <button
            type="button"
            data-receipt={receipt.id}
            aria-label={t("line.receipt", { n: place + 1 })}
            aria-current={looking.id === receipt.id ? "true" : undefined}
            onClick={() => looking.look(receipt.id)}
          >
            <img src={thumbPath(receipt.id)} alt="" loading="lazy" />
            {receipt.pages > 1 && <span>{t("line.pages", { n: receipt.pages })}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
