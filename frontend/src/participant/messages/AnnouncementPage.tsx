import { useEffect } from "preact/hooks";

import { t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { language } from "../../i18n";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useVisible } from "../data/useEvery";
import { messages } from "./data";
import { Gone } from "./Gone";
import styles from "./Messages.module.css";
import { home } from "./path";
import { readAnnouncement } from "./thread";

/** What the study told many at once. It is read when it was open. */
export function AnnouncementPage({ id }: { id: string }) {
  const { data } = messages.shown.value;
  const said = data?.announcements.find((one) => one.id === id);
  const visible = useVisible();
  const fresh = said?.read === false;
  useEffect(() => {
    if (fresh && visible) readAnnouncement(id).catch(() => {}); // the next time it is open
  }, [id, fresh, visible]);
  const when = said && momentInWords(language.value, said.at, deviceZone());
  return (
    <Page title={said?.title ?? t("msg.fromStudy")} above={said && <p class={styles.above}>{t("msg.fromStudy")}</p>} lead={when} back={home} ready={data !== null}>
      <Shown of={messages}>
        {() =>
          said ? (
            <Card>
              <p class={styles.typed}>{said.text}</p>
            </Card>
          ) : (
            <Gone />
          )
        }
      </Shown>
    </Page>
  );
}
