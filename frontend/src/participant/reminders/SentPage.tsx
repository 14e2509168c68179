import type { SentNotice } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, deviceZone, momentInWords } from "../../i18n/dates";
import { Icon, type IconName } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { capital } from "../visit/parts";
import { reminders } from "./data";
import { settingsPage } from "./path";
import rows from "../../ui/Rows.module.css";
import styles from "./Reminders.module.css";

/** What she was told lately: of what, when, how, and if it was seen. */
export function SentPage() {
  return (
    <Page title={t("rem.sent")} lead={t("rem.sent.lead")} back={settingsPage}>
      <Shown of={reminders}>
        {({ sent }) =>
          sent.length === 0 ? (
            <p>{t("rem.sent.empty")}</p>
          ) : (
            <ul class={rows.list}>
              {sent.map((notice) => (
                <li key={notice.id}>
                  <Row notice={notice} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  );
}

const ICONS: Record<SentNotice["status"], IconName> = {
  planned: "clock",
  sent: "send",
  received: "device",
  opened: "check",
  cancelled: "close",
  expired: "close",
  failed: "alert",
};

function Row({ notice }: { notice: SentNotice }) {
  const { about, at, channels, page, status } = notice;
  const zone = deviceZone();
  const today = dayIn(new Date().toISOString(), zone);
  const ways = channels.map((channel) => t(`rem.via.${channel}`));
  return (
    <a class={rows.row} href={page}>
      <Icon name={ICONS[status]} />
      <span class={rows.words}>
        <span>{t(`rem.about.${about}`)}</span>
        <span class={styles.soft}>{capital(momentInWords(language.value, at, zone, today))}</span>
        <span class={styles.soft}>{[t(`rem.was.${status}`), ...ways].join(" · ")}</span>
      </span>
      <Icon name="chevron" />
    </a>
  );
}
