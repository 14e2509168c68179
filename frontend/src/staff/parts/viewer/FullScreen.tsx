import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../../i18n";
import { useKeys } from "../../shell/keys";
import type { Viewing } from "./looking";
import { Tool, Viewer } from "./Viewer";
import styles from "./Viewer.module.css";

/**
 * The viewer over the whole screen, in the browser's own modal dialog: it holds the focus, and gives
 * it back to what opened it.
 */
export function FullScreen({ onClose, ...viewing }: Viewing & { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const close = () => box.current?.close();
  useKeys([{ key: "e", label: "keys.close", run: close }], true);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    box.current?.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);
  return (
    <dialog class={styles.full} ref={box} aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading} class="visually-hidden">
        {t(`viewer.${viewing.of}.label`)}
      </h2>
      <Viewer {...viewing} action={<Tool icon="close" text="close" run={close} />} />
    </dialog>
  );
}
