import { zoneName } from "../../i18n/dates";
import type { StudyInForce } from "../data/types";
import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import styles from "./Study.module.css";

/** Where the study happens, and whom a participant reaches there. */
export function Sites({ sites }: { sites: StudyInForce["sites"] }) {
  return (
    <ul class={styles.sites}>
      {sites.map((site) => (
        <li key={site.key}>
          <h4>{site.name}</h4>
          <Facts>
            <Fact name={t("site.team")}>{site.team_name}</Fact>
            <Fact name={t("field.phone")}>
              <a href={`tel:${site.phone}`}>{site.phone}</a>
            </Fact>
            {site.after_hours_phone && (
              <Fact name={t("site.after_hours")}>
                <a href={`tel:${site.after_hours_phone}`}>{site.after_hours_phone}</a>
              </Fact>
            )}
            {site.email && (
              <Fact name={t("field.email")}>
                <a href={`mailto:${site.email}`}>{site.email}</a>
              </Fact>
            )}
            <Fact name={t("site.zone")}>{zoneName(site.time_zone)}</Fact>
          </Facts>
          <a href={`/staff/participants?site=${site.id}`}>{t("site.participants")}</a>
        </li>
      ))}
    </ul>
  );
}
