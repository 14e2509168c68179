import type { ComponentChildren } from "preact";

import { t } from "../i18n";
import { languageName } from "../participants/words";
import { can } from "../session/session";
import { phoneWords } from "../words/phone";
import type { Who } from "./data";
import styles from "./Symptoms.module.css";

export const whoTitle = (who: Who) => `${who.code} · ${who.name}`;

/** How to reach her, in which language, and where the rest about her is. */
export function Under({ who, children }: { who: Who; children?: ComponentChildren }) {
  return (
    <div class={styles.under}>
      {children}
      <Phone who={who} />
      <span>{languageName(who.language)}</span>
      <span>{who.site.name}</span>
      {can("participants.read") && <a href={`/staff/participants/${who.participant_id}`}>{t("alert.open_person")}</a>}
    </div>
  );
}

/** The number as a link that calls, or that there is none. */
export function Phone({ who }: { who: Who }) {
  return who.phone ? <a href={`tel:${who.phone}`}>{phoneWords(who.phone)}</a> : <span>{t("alert.no_phone")}</span>;
}
