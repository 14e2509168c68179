import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { t } from "../i18n";
import styles from "./Page.module.css";

type Props = {
  title: string;
  /** A line beside the title: how many, of what. Read out when it changes. */
  count?: ComponentChildren;
  actions?: ComponentChildren;
  filters?: ComponentChildren;
  /** What a row has opened: beside the list or over it. */
  panel?: ComponentChildren;
  children: ComponentChildren;
};

/** One page of the desk: a head that stays, a body that scrolls, and what is opened from it. */
export function Page({ title, count, actions, filters, panel, children }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t("desk.name")}`;
    if (!document.querySelector("dialog[open]")) head.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div class={styles.page}>
      <div class={styles.main}>
        <header class={styles.head}>
          <div class={styles.line}>
            <h1 ref={head} tabIndex={-1}>
              {title}
            </h1>
            <p class={styles.count} role="status">
              {count}
            </p>
            <div class={styles.actions}>{actions}</div>
          </div>
          {filters}
        </header>
        <div class={styles.body}>{children}</div>
      </div>
      {panel}
    </div>
  );
}
