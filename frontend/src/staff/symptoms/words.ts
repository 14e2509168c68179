import { t } from "../i18n";
import { length, momentWords } from "../words/dates";
import type { Alert, Reason } from "./data";

/** "45 min", "3 h 10 min", "4 days": a length of waiting as short as a count needs. */
export const waitedWords = (minutes: number) =>
  minutes < 48 * 60 ? length(minutes) : t("words.days", { n: Math.round(minutes / 1440) });

/** What was said: an answer in its words, or a grade that several answers make. */
export const saidWords = ({ ask }: Reason, said: string) => (ask === null ? t("alert.grade", { grade: said }) : said);

/** "Pain: Strong (before: Light)" */
export function reasonWords(reason: Reason): string {
  const said = `${reason.symptom}: ${saidWords(reason, reason.said)}`;
  return reason.before === null ? said : `${said} (${t("alert.before", { said: saidWords(reason, reason.before) })})`;
}

/** Each thing that was said once, in the server's order: the most urgent of its rules stands for it. */
export function saidOnce(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ symptom, ask }) => {
    const key = `${symptom}/${ask ?? ""}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Where an alert stands, in a few words: for a table and for two versions side by side. */
export function standingWords(alert: Alert): string {
  if (alert.status === "closed") return closedWords(alert);
  if (alert.status === "open") return t("alert.nobody");
  return alert.mine ? t("alert.mine") : (alert.taken_by ?? "");
}

const closedWords = (alert: Alert) => t("alert.closed_as", ending(alert));

const ending = ({ outcome, closed_by: name }: Alert) => ({
  name: name ?? "",
  outcome: outcome ? t(`outcome.${outcome}`) : "",
});

/** Who acts next, in a sentence. */
export function nextWords(alert: Alert): string {
  const zone = alert.who.site.time_zone;
  const { who, taken_by: taker } = alert;
  if (alert.status === "closed") {
    const when = alert.closed_at ? momentWords(alert.closed_at, zone) : "";
    return t("alert.next.closed", { ...ending(alert), when });
  }
  if (alert.status === "open") {
    const time = momentWords(alert.take_by, zone);
    return t(alert.overdue ? "alert.next.overdue" : "alert.next.open", { time });
  }
  if (alert.mine) return t(alert.status === "taken" ? "alert.next.mine" : "alert.next.mine_reached", { name: who.name });
  const name = taker ?? "";
  return t(alert.status === "taken" ? "alert.next.other" : "alert.next.other_reached", { name, participant: who.name });
}

const SHORT = 90;

/** The beginning of a note, cut between words. */
export function shortNote(note: string): string {
  const line = note.replace(/\s+/g, " ").trim();
  if (line.length <= SHORT) return line;
  const cut = line.slice(0, SHORT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), SHORT / 2))} …`;
}
