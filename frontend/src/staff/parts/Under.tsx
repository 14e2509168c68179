import type { ComponentChildren } from "preact";

import type { Who } from "../data/types";
import { t } from "../i18n";
import { partPath } from "../participants/paths";
import { languageName } from "../participants/words";
import { can } from "../session/session";
import { phoneWords } from "../words/phone";
import styles from "./Under.module.css";

export const whoTitle = (who: Who) => `${who.code} · ${who.name}`;

/** How to reach her, in which language, and where the rest about her is. */
export function Under({ who, children }: { who: Who; children?: ComponentChildren }) {
  return (
    <div class={styles.under}>
      {children}
      <Phone who={who} />
      <span>{languageName(who.language)}</span>
      <span>{who.site.name}</span>
      {can("participants.read") && <a href={partPath(who.participant_id)}>{t("who.open")}</a>}
    </div>
  );
}

/** The number as a link that calls, or that there is none. */
export function Phone({ who }: { who: Who }) {
  return who.phone ? <a href={`tel:${who.phone}`}>{phoneWords(who.phone)}</a> : <span>{t("who.no_phone")}</span>;
}
