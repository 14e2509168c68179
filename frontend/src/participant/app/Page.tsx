import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { t } from "../../i18n";
import { header } from "./Header";
import { useArrival } from "./navigation";
import styles from "./Page.module.css";

type Props = {
  title: string;
  /** What the browser calls the page, where that is not its title. */
  tab?: string;
  /** One line under the title. */
  lead?: ComponentChildren;
  /** Above the title: the part of the study it belongs to. */
  above?: ComponentChildren;
  /** Where the button at the top left leads; pages of the bottom bar have none. */
  back?: string;
  /** Whether the content is there, so that going back can return to its place in it. */
  ready?: boolean;
  children?: ComponentChildren;
};

let shown: object | null = null;

/** Leads back to there until the page goes; a page that comes first does not lose its way to one that goes late. */
function leadBack(to: string | null) {
  const mine = (shown = {});
  header.value = to;
  return () => {
    if (shown === mine) header.value = null;
  };
}

/** One page: its heading, its title in the browser, and its place in the app. */
export function Page({ title, tab, lead, above, back, ready = true, children }: Props) {
  const heading = useArrival(tab ?? title, t("app.name"), ready);
  useEffect(() => leadBack(back ?? null), [back]);
  return (
    <main class={styles.main} id="main">
      <div class={styles.heading}>
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <div class={styles.lead}>{lead}</div>}
      </div>
      {children}
    </main>
  );
}
