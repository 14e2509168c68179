import { t } from "../../i18n";
import { Brand } from "../app/Brand";
import styles from "./Reminders.module.css";

/** What an iPhone shows, drawn as simply as one remembers it. The words beside each picture say the same. */

function Share() {
  return (
    <svg class={styles.sign} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 15V3.5m-3.5 3.5L12 3.5 15.5 7M8 10H5.5v10.5h13V10H16" />
    </svg>
  );
}

function Plus() {
  return (
    <svg class={styles.sign} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Zm6 4.5v7M8.5 12h7" />
    </svg>
  );
}

function Other({ d }: { d: string }) {
  return (
    <svg class={styles.other} viewBox="0 0 24 24" focusable="false">
      <path d={d} />
    </svg>
  );
}

/** The bar of the browser, the share symbol in its middle. */
export function SharePicture() {
  return (
    <div class={styles.bar} aria-hidden="true">
      <Other d="M15 5l-7 7 7 7" />
      <Other d="M9 5l7 7-7 7" />
      <span class={styles.chosen}>
        <Share />
      </span>
      <Other d="M4 6c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1Z" />
      <Other d="M8 8h12v12H8zM4 16V4h12" />
    </div>
  );
}

/** The line of the list that is to be chosen. */
export function AddPicture() {
  return (
    <div class={styles.menu} aria-hidden="true">
      <span class={styles.line} />
      <span class={styles.chosenLine}>
        <span>{t("home.2.picture")}</span>
        <Plus />
      </span>
      <span class={styles.line} />
    </div>
  );
}

/** The home screen, with the new icon on it. */
export function IconPicture() {
  return (
    <div class={styles.icons} aria-hidden="true">
      <span class={styles.icon} />
      <span class={styles.icon} />
      <span class={styles.ours}>
        <Brand />
      </span>
      <span class={styles.icon} />
    </div>
  );
}
