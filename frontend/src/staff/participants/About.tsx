import type { ParticipantDetail } from "../data/types";
import { t } from "../i18n";
import { Fact } from "../parts/Facts";
import { ParticipantMark } from "../parts/Mark";
import { can } from "../session/session";
import { visitTitle, whenWords } from "../visits/words";
import { phoneWords } from "../words/phone";
import styles from "./About.module.css";
import { partPath } from "./paths";
import { WhatIsLate } from "./WhatIsLate";
import { languageName, phaseWords } from "./words";

/** Who she is, how she is reached, what comes next and what is late: beside the line, or above it. */
export function About({ participant }: { participant: ParticipantDetail }) {
  const { id, phone, email, phase, next_visit: next } = participant;
  const flags = participant.all_flags.filter(({ set }) => set).map(({ label }) => label);
  const visit = (key: string) => `${partPath(id, "visits")}?visit=${key}`;
  return (
    <aside class={styles.about} aria-label={t("about.title")}>
      <h2 class="visually-hidden">{t("about.title")}</h2>
      <WhatIsLate participant={participant} link={visit} />
      <dl class={styles.facts}>
        <Fact name={t("status.title")}>
          <ParticipantMark status={participant.status} />
        </Fact>
        {!participant.joined && (
          <Fact name={t("joining.title")}>
            <a href={partPath(id, "facts")}>{t("joining.not_yet")}</a>
          </Fact>
        )}
        {phase && phase.key !== participant.status && (
          <Fact name={t("about.phase")}>
            <span class={styles.phase}>{phaseWords(phase)}</span>
          </Fact>
        )}
        <Fact name={t("column.next")}>
          {next ? (
            <a href={visit(next.id)}>
              {visitTitle(next)}, {whenWords(next)}
            </a>
          ) : (
            t("next.none")
          )}
        </Fact>
        <Fact name={t("field.phone")}>
          {phone ? <a href={`tel:${phone}`}>{phoneWords(phone)}</a> : t("none")}
        </Fact>
        <Fact name={t("field.email")}>
          {email ? <a href={`mailto:${email}`}>{email}</a> : t("none")}
        </Fact>
        <Fact name={t("column.language")}>{languageName(participant.language)}</Fact>
        <Fact name={t("column.site")}>{participant.site.name}</Fact>
        {flags.length > 0 && <Fact name={t("column.flags")}>{flags.join(", ")}</Fact>}
      </dl>
      {can("participants.write") && <a href={partPath(id, "facts")}>{t("about.change")}</a>}
    </aside>
  );
}
