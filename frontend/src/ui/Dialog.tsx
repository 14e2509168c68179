import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import styles from "./Dialog.module.css";
import { Icon } from "./Icon";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What the close button is called, for example "Close". */
  closeLabel: string;
  /** From the bottom edge, for the phone. */
  sheet?: boolean;
  children: ComponentChildren;
};

/**
 * The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back.
 * Its content exists only while it is open.
 */
export function Dialog({ open, onClose, title, closeLabel, sheet = false, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = box.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      class={[styles.dialog, sheet && styles.sheet].filter(Boolean).join(" ")}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {open && (
        <div class={styles.inside}>
          <div class={styles.head}>
            <h2 id={heading}>{title}</h2>
            <button type="button" class={styles.close} aria-label={closeLabel} onClick={() => box.current?.close()}>
              <Icon name="close" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
