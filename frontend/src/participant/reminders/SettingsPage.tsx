import type { OwnReminders } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { reminders } from "./data";
import { Devices } from "./Devices";
import { Kinds } from "./Kinds";
import { sentPage } from "./path";
import { Times } from "./Times";
import { useWishes } from "./useWishes";
import rows from "../../ui/Rows.module.css";
import styles from "./Reminders.module.css";

/** On which devices, how and when she is told. Each change counts at once. */
export function SettingsPage() {
  return (
    <Page title={t("more.reminders")} lead={t("rem.lead")} back="/more">
      <Shown of={reminders}>{(given) => <Settings given={given} />}</Shown>
    </Page>
  );
}

function Settings({ given }: { given: OwnReminders }) {
  const wishes = useWishes(given);
  return (
    <>
      <Devices given={given} />
      <Kinds kinds={given.kinds} wishes={wishes} />
      <Times given={given} wishes={wishes} />
      <ul class={rows.list}>
        <li>
          <a class={rows.row} href={sentPage}>
            <Icon name="send" />
            <span class={rows.words}>
              <span>{t("rem.sent")}</span>
              <span class={styles.soft}>{t("rem.sent.hint")}</span>
            </span>
            <Icon name="chevron" />
          </a>
        </li>
      </ul>
    </>
  );
}
