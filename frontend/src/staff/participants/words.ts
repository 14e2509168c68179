import type { Late, ParticipantRow, Phase } from "../data/types";
import { t } from "../i18n";
import { waiting } from "../words/dates";

/** "Monitoring, month 7 of 36" */
export function phaseWords(phase: Phase): string {
  const unit = t(`phase.unit.${phase.unit}`);
  return t("phase.words", { name: phase.name, unit, number: phase.number, of: phase.of });
}

/** What is late, as short as a table needs: "Month 9 not booked, 12 days". */
export function lateWords(late: Late): string {
  return t(`late.${late.kind}`, { name: late.name ?? t("late.date"), since: waiting(late.since) });
}

/** What a person reads for a language key. */
export function languageName(key: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(key) ?? key;
}

export function flagWords(row: ParticipantRow): string {
  return row.flags.map((flag) => flag.replaceAll("_", " ")).join(", ");
}
