import type { VNode } from "preact";

import { type Label, t } from "../../i18n";
import { Page } from "../app/Page";
import { settingsPage } from "./path";
import { AddPicture, IconPicture, SharePicture } from "./pictures";
import styles from "./Reminders.module.css";

const STEPS: readonly { label: Label; hint: Label; Picture: () => VNode }[] = [
  { label: "home.1", hint: "home.1.hint", Picture: SharePicture },
  { label: "home.2", hint: "home.2.hint", Picture: AddPicture },
  { label: "home.3", hint: "home.3.hint", Picture: IconPicture },
];

/** How an iPhone or iPad gets the portal on its home screen: only from there it lets itself be notified. */
export function HomeScreenPage() {
  return (
    <Page title={t("home.title")} lead={t("home.lead")} back={settingsPage}>
      <ol class={styles.steps}>
        {STEPS.map(({ label, hint, Picture }, at) => (
          <li class={styles.step} key={label}>
            <h2 class={styles.stepTitle}>
              <span class={styles.number}>{at + 1}</span> {t(label)}
            </h2>
            <Picture />
            <p>{t(hint)}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}
