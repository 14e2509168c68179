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

export function timeline({ phases, today }: Schedule): PhasePart[] {
  const parts: PhasePart[] = phases.map((phase) => ({
    phase,
    past: phase.visits.filter((visit) => isPast(visit, today)),
    ahead: phase.visits.filter((visit) => !isPast(visit, today)),
  }));
  markToday(parts, today);
  return parts;
}

/** Before the first visit still ahead; without one, at the end of the phase that runs or ran last. */
function markToday(parts: PhasePart[], today: string) {
  for (const part of parts) {
    const at = part.ahead.findIndex((visit) => visit !== null && !isBehind(visit, today));
    if (at >= 0) {
      part.ahead.splice(at, 0, null);
      return;
    }
  }
  const last = parts.find((part) => part.phase.current) ?? parts.findLast((part) => part.phase.past) ?? parts.at(-1);
  last?.ahead.push(null);
}
