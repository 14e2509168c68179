import { zoneName } from "../../i18n/dates";
import type { StudyInForce } from "../data/types";
import { t } from "../i18n";
import { phoneWords } from "../words/phone";
import { Fact, Facts } from "../parts/Facts";
import { can, mySites } from "../session/session";
import { dayWords } from "./words";
import styles from "./Study.module.css";

/** The id of a site whose participants the person may see. */
const mine = (key: string) => can("participants.read") && mySites().find((site) => site.key === key)?.id;

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
              <a href={`tel:${site.phone}`}>{phoneWords(site.phone)}</a>
            </Fact>
            {site.email && (
              <Fact name={t("field.email")}>
                <a href={`mailto:${site.email}`}>{site.email}</a>
              </Fact>
            )}
            <Fact name={t("site.hours")}>
              {site.hours.map(({ days, from, until }) => (
                <div key={days.join()}>{t("site.hours.value", { days: dayWords(days), from, until })}</div>
              ))}
            </Fact>
            <Fact name={t("site.places")}>
              {site.places.map((place) => (
                <div key={place}>{place}</div>
              ))}
            </Fact>
            <Fact name={t("site.zone")}>{zoneName(site.time_zone)}</Fact>
          </Facts>
          {mine(site.key) && <a href={`/staff/participants?site=${mine(site.key)}`}>{t("site.participants")}</a>}
        </li>
      ))}
    </ul>
  );
}
