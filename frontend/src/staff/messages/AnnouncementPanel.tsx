import { t } from "../i18n";
import { Fact, Facts, Section } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { When } from "../parts/When";
import { languageName } from "../participants/words";
import { type Announcement, phaseWords, type Study, titleOf } from "./announcing";
import { OnPhone } from "./OnPhone";
import styles from "./Announce.module.css";

type Props = { row: Announcement; studies: readonly Study[]; onClose: () => void };

/** One announcement as it was sent, in each language. */
export function AnnouncementPanel({ row, studies, onClose }: Props) {
  const { id, at, by, title, text, reached, read } = row;
  return (
    <Panel name={id} title={titleOf(row)} onClose={onClose}>
      <Facts>
        <Fact name={t("announcements.sent")}>
          <When at={at} /> {t("announcements.by", { by })}
        </Fact>
        <Fact name={t("announcements.column.reached")}>{t("announce.people", { n: reached })}</Fact>
        <Fact name={t("announcements.column.read")}>{t("announcements.read_by", { n: read })}</Fact>
        <Fact name={t("announce.phases")}>{phaseWords(row, studies) || t("announce.phases.all")}</Fact>
      </Facts>
      <Section title={t("announce.on_phone")}>
        <div class={styles.languages}>
          {Object.keys(title).map((key) => (
            <OnPhone
              key={key}
              language={languageName(key)}
              lang={key}
              title={title[key] ?? ""}
              text={text[key] ?? ""}
              at={at}
            />
          ))}
        </div>
      </Section>
    </Panel>
  );
}
