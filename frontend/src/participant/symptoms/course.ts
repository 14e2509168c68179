/** Answers over time, ready to be drawn and to be read as a table: pure. */
import type { Report, ReportHistory, Scale, VisitMark } from "../../api";

/** A symptom with its questions. `reported`: it was answered above the first label at least once. */
export type Symptom = { key: string; name: string; scales: readonly Scale[]; reported: boolean };

export function symptomsOf({ scales, reports }: ReportHistory): Symptom[] {
  const found = new Map<string, Scale[]>();
  for (const scale of scales) found.set(scale.item, [...(found.get(scale.item) ?? []), scale]);
  return [...found].map(([key, own]) => ({
    key,
    name: own[0]?.name ?? key,
    scales: own,
    reported: own.some((scale) => reports.some(({ answers }) => (answers[scale.key] ?? 0) > 0)),
  }));
}

/** `at`: 0 at the left end of the time that is shown, 1 at its right end. */
export type Point = { at: number; value: number; report: Report };
/** `points` in pieces: a line is drawn through each, and ends where a question was skipped or not asked. */
export type Course = {
  pieces: Point[][];
  visits: { at: number; mark: VisitMark }[];
  /** The first and the last report of all: the ends of the time that is shown. */
  ends: readonly [Report, Report] | null;
};

/** The answers to one question, the oldest first, with the visits between the first and the last report. */
export function courseOf({ reports, visits }: ReportHistory, { key }: Scale): Course {
  const sorted = inOrder(reports);
  const place = placing(sorted);
  const pieces: Point[][] = [[]];
  for (const report of sorted) {
    const value = report.answers[key] ?? null;
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push({ at: place(Date.parse(report.answered_at)), value, report });
  }
  const marks = between(visits, sorted).map((mark) => ({ at: place(noon(mark.day)), mark }));
  const [first, last] = [sorted[0], sorted.at(-1)];
  const ends = first && last ? ([first, last] as const) : null;
  return { pieces: pieces.filter(({ length }) => length > 0), visits: marks, ends };
}

/** A line of the table: a report with its answers, or a visit. */
export type Line = { report: Report } | { visit: VisitMark };

/** All reports and the visits between them, the oldest first. */
export function linesOf({ reports, visits }: ReportHistory): Line[] {
  const sorted = inOrder(reports);
  const lines = [
    ...sorted.map((report) => ({ time: Date.parse(report.answered_at), line: { report } })),
    ...between(visits, sorted).map((visit) => ({ time: noon(visit.day), line: { visit } })),
  ];
  return lines.sort((one, other) => one.time - other.time).map(({ line }) => line);
}

function inOrder(reports: readonly Report[]): Report[] {
  return [...reports].sort((one, other) => Date.parse(one.answered_at) - Date.parse(other.answered_at));
}

function between(visits: readonly VisitMark[], sorted: readonly Report[]): VisitMark[] {
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  return visits.filter(({ day }) => first.answered_at.slice(0, 10) <= day && day <= last.answered_at.slice(0, 10));
}

/** Where a moment stands between the first and the last report; a single one stands in the middle. */
function placing(sorted: readonly Report[]): (time: number) => number {
  const from = Date.parse(sorted[0]?.answered_at ?? "");
  const span = Date.parse(sorted.at(-1)?.answered_at ?? "") - from;
  return (time) => (span > 0 ? Math.min(Math.max((time - from) / span, 0), 1) : 0.5);
}

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
