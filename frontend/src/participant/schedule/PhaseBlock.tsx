import type { SchedulePhase } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords, monthAndYear } from "../../i18n/dates";
import { Icon } from "../../ui/Icon";
import { phaseLine } from "../visit/words";
import styles from "./Schedule.module.css";
import type { PhasePart } from "./timeline";
import { VisitRow } from "./VisitRow";

export const TODAY_ID = "schedule-today";

/** One phase of the study with its visits on the line. */
export function PhaseBlock({ part, today }: { part: PhasePart; today: string }) {
  const { phase, past, ahead } = part;
  return (
    <section class={styles.phase} aria-labelledby={`phase-${phase.key}`}>
      <div>
        <h2 class={styles.name} id={`phase-${phase.key}`}>
          {heading(phase)}
        </h2>
        {phase.starts_on && phase.ends_on && <p class={styles.span}>{months(phase.starts_on, phase.ends_on)}</p>}
      </div>
      {past.length > 0 && (
        <details class={styles.fold}>
          <summary>
            <Icon name="chevron" />
            {t("schedule.past", { n: past.length })}
          </summary>
          <ol class={styles.line}>
            {past.map((visit) => (
              <VisitRow visit={visit} today={today} key={visit.id} />
            ))}
          </ol>
        </details>
      )}
      {ahead.length > 0 && (
        <ol class={styles.line}>
          {ahead.map((visit) =>
            visit ? (
              <VisitRow visit={visit} today={today} key={visit.id} />
            ) : (
              <li class={styles.today} id={TODAY_ID} key="today">
                <span>{t("schedule.today", { day: dayInWords(language.value, today) })}</span>
              </li>
            ),
          )}
        </ol>
      )}
      {past.length + ahead.filter(Boolean).length === 0 && <p class={styles.span}>{t("schedule.phaseEmpty")}</p>}
    </section>
  );
}

function heading({ name, current, unit, number, of }: SchedulePhase): string {
  if (!current || unit === null || number === null || of === null) return name;
  return phaseLine({ key: "", name, unit, number, of });
}

function months(from: string, to: string): string {
  const first = monthAndYear(language.value, from);
  const last = monthAndYear(language.value, to);
  return first === last ? first : t("schedule.span", { from: first, to: last });
}
