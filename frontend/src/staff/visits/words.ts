import type { Visit } from "../data/types";
import { t } from "../i18n";
import { between, dayAndTime } from "../words/dates";

/**
 * What a visit is called at the desk: "Month 6", or where the label is shared by several visits and
 * counts nothing ("Screening"), its own name ("Scans").
 */
export function visitTitle({ label, name }: Pick<Visit, "label" | "name">): string {
  return /\d/.test(label) ? label : name;
}

/** When it is: a booked time, or the window it falls into. Never mistaken for one another. */
export function whenWords(visit: Pick<Visit, "local_date" | "local_time" | "window">): string {
  return visit.local_date && visit.local_time
    ? dayAndTime(visit.local_date, visit.local_time)
    : between(visit.window);
}

/** "Booked, Tue 10 Mar, 9:30 am" */
export function stateWords(visit: Visit): string {
  return t("visit.state", { state: t(`visit.${visit.status}`), when: whenWords(visit) });
}
