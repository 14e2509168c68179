import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { useKeys } from "../shell/keys";
import { panelCovers } from "./announce";
import styles from "./Panel.module.css";
import { Toast } from "./Toast";

const BESIDE = "(min-width: 1440px)";

type Props = {
  title: ComponentChildren;
  /** One line under the title. */
  under?: ComponentChildren;
  /** Changes when something else is shown: the title then takes the focus. */
  name: string;
  onClose: () => void;
  /** For what shows two things side by side. */
  wide?: boolean;
  children: ComponentChildren;
};

/**
 * What a row opens: beside the list where there is room, over it where there is not (then the list
 * rests, and the focus stays inside). One element for both, so that turning a tablet loses nothing.
 * A touch beside it closes it, unless a form is open in it.
 */
export function Panel({ title, under, name, onClose, wide = false, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useKeys([{ key: "e", label: "keys.close", run: onClose }], true);

  useLayoutEffect(() => {
    const wide = matchMedia(BESIDE);
    const place = () => {
      const dialog = box.current;
      if (!dialog) return;
      if (dialog.open) dialog.close();
      if (wide.matches) dialog.show();
      else dialog.showModal();
      panelCovers.value = !wide.matches;
    };
    place();
    wide.addEventListener("change", place);
    return () => {
      wide.removeEventListener("change", place);
      panelCovers.value = false;
    };
  }, []);

  useEffect(() => head.current?.focus(), [name]);

  return (
    <dialog
      class={`${styles.panel} ${wide ? styles.wide : ""}`}
      ref={box}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        const beside = event.target === box.current && panelCovers.value;
        if (beside && !box.current?.querySelector("form")) onClose();
      }}
    >
      <header class={styles.head}>
        <div>
          <h2 id={id} ref={head} tabIndex={-1}>
            {title}
          </h2>
          {under}
        </div>
        <Button kind="plain" icon="close" onClick={onClose} aria-label={t("panel.close")} title={t("panel.close_e")} />
      </header>
      <div class={styles.body}>{children}</div>
      {panelCovers.value && <Toast inPanel />}
    </dialog>
  );
}
