import { useState } from "preact/hooks";

import { clockIn, dayIn } from "../../i18n/dates";
import { SelectField } from "../../ui/Field";
import { language, t } from "../i18n";
import { shortDay } from "../words/dates";
import styles from "./Consent.module.css";
import { type ConsentDetail, trailAddress } from "./data";
import { factWords, groups, inGroup, trailWords, whoWords } from "./trail";

/** What happened, the newest first. Folded away until somebody wants to know. */
export function Trail({ detail }: { detail: ConsentDetail }) {
  const { trail, row } = detail;
  const [group, setGroup] = useState("");
  if (!trail.length) return null;
  const shown = inGroup(trail, group);
  const zone = row.site.time_zone;
  return (
    <details class={styles.earlier}>
      <summary>
        <span class={styles.summary}>{t("trail.lines", { n: trail.length })}</span>
      </summary>
      <div class={styles.trailHead}>
        <SelectField label={t("trail.show")} value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
          <option value="">{t("trail.all")}</option>
          {groups.map((key) => (
            <option key={key} value={key}>
              {t(`trail.group.${key}`)}
            </option>
          ))}
        </SelectField>
        <a href={trailAddress(row.participant_id)} download>
          {t("trail.csv")}
        </a>
      </div>
      {shown.length === 0 && <p>{t("trail.none")}</p>}
      <ol class={styles.trail} aria-label={t("trail.title")}>
        {shown.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at} class={styles.soft}>
              {shortDay(dayIn(entry.at, zone))}, {clockIn(language.value, entry.at, zone)}
            </time>
            <span>
              <strong>{trailWords(entry)}</strong>
              {factWords(entry) && `: ${factWords(entry)}`}
              <span class={styles.soft}> · {whoWords(entry.who)}</span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
