/** The schedule as the page shows it: what folds away, and where today lies. Pure. */
import type { Schedule, SchedulePhase, Visit } from "../../api";

export type PhasePart = {
  phase: SchedulePhase;
  /** Closed visits before today: folded. */
  past: Visit[];
  /** The rest in order; null marks today. */
  ahead: (Visit | null)[];
};

const CLOSED: readonly Visit["status"][] = ["done", "partly_done", "missed", "cancelled"];

/** The last day a visit can fall on. */
function lastDay(visit: Visit): string {
  return visit.local_date ?? visit.window.end;
}

export function isPast(visit: Visit, today: string): boolean {
  return CLOSED.includes(visit.status) && lastDay(visit) <= today;
}

/** Whether a visit lies before the mark of today. */
function isBehind(visit: Visit, today: string): boolean {
  return isPast(visit, today) || lastDay(visit) < today;
}

/** Whoever is no longer in the study has no phases to come. */
const ENDED: readonly Schedule["status"][] = ["completed", "withdrawn", "ineligible"];

export function hasEnded({ status }: Pick<Schedule, "status">): boolean {
  return ENDED.includes(status);
}

export function timeline(schedule: Schedule): PhasePart[] {
  const { phases, today } = schedule;
  const shown = phases.filter((phase) => phase.visits.length > 0 || !hasEnded(schedule));
  const parts: PhasePart[] = shown.map((phase) => ({
    phase,
    past: phase.visits.filter((visit) => isPast(visit, today)),
    ahead: phase.visits.filter((visit) => !isPast(visit, today)),
  }));
  markToday(parts, today);
  return parts;
}

/** Before the first visit still ahead; without one, after the last there is. */
function markToday(parts: PhasePart[], today: string) {
  for (const part of parts) {
    const at = part.ahead.findIndex((visit) => visit !== null && !isBehind(visit, today));
    if (at >= 0) {
      part.ahead.splice(at, 0, null);
      return;
    }
  }
  const last = parts.findLast((part) => part.phase.visits.length > 0);
  last?.ahead.push(null);
}
