/** A participant's answers over time, symptom by symptom: pure. */
import { dayIn } from "../../i18n/dates";
import { firstKeys } from "./lines";
import type { Point } from "./drawing";
import type { History, Report, Scale } from "./data";

export type Symptom = { key: string; name: string; scales: Scale[]; points: Point[] };
export type DayRow = { day: string; visit: string } | { day: string; report: Report };

/** The reports, the oldest first. */
const inTime = ({ reports }: History) => [...reports].sort((a, b) => a.answered_at.localeCompare(b.answered_at));

/** Each symptom with its questions, and the answers to the first of them; skipped ones make no point. */
export function symptomsOf(history: History): Symptom[] {
  const { scales, who } = history;
  const first = firstKeys(scales);
  const reports = inTime(history);
  return [...first].map(([key, question]) => {
    const own = scales.filter(({ item }) => item === key);
    const points = reports.flatMap((report) => {
      const value = report.answers[question];
      return typeof value === "number" ? [{ day: dayIn(report.answered_at, who.site.time_zone), value }] : [];
    });
    return { key, name: own[0]?.name ?? key, scales: own, points };
  });
}

/** Whether it was ever there. */
export const everThere = ({ points }: Symptom) => points.some(({ value }) => value > 0);

/** Reports and visits in one line of time, the newest first: as the table beside a chart says them. */
export function daysOf(history: History): DayRow[] {
  const zone = history.who.site.time_zone;
  const reports = history.reports.map((report) => ({ day: dayIn(report.answered_at, zone), report }));
  const visits = history.visits.map(({ day, name }) => ({ day, visit: name }));
  return [...reports, ...visits].sort((a, b) => b.day.localeCompare(a.day));
}

/** What was answered to one question in one report; nothing where it was not asked. */
export const saidTo = (report: Report, scale: Scale) => report.answers[scale.key];
