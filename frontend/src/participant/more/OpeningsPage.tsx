import type { Opening, Openings } from "../../api";
import { type Label, language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { Icon } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { openings as answer } from "../data/answers";
import styles from "./More.module.css";

const ROLES: Readonly<Record<string, Label>> = {
  coordinator: "openings.role.coordinator",
  investigator: "openings.role.investigator",
  finance: "openings.role.finance",
  monitor: "openings.role.monitor",
  admin: "openings.role.admin",
};

/** Who of the study opened one's record, and when. */
export default function OpeningsPage() {
  return (
    <Page title={t("more.openings")} lead={t("openings.lead")} back="/more">
      <Shown of={answer}>{(found) => <List found={found} />}</Shown>
    </Page>
  );
}

function List({ found }: { found: Openings }) {
  const shown = found.rows.length;
  if (shown === 0) {
    return <p>{t("openings.none")}</p>;
  }
  return (
    <>
      <ul class={rows.list}>
        {found.rows.map((one) => (
          <li class={styles.device} key={`${one.at} ${one.by}`}>
            <Icon name="person" />
            <Words one={one} />
          </li>
        ))}
      </ul>
      {shown < found.total && <p>{t("openings.newest", { shown: String(shown), total: String(found.total) })}</p>}
      <p>{t("openings.ask")}</p>
    </>
  );
}

function Words({ one }: { one: Opening }) {
  const role = t(ROLES[one.roles[0] ?? ""] ?? "openings.role.other");
  return (
    <span class={styles.deviceWords}>
      <strong>{momentInWords(language.value, one.at, deviceZone())}</strong>
      <span>{t("openings.row", { name: one.by, role })}</span>
      <span class={styles.soft}>{t("openings.site", { site: one.site })}</span>
    </span>
  );
}
