import type { Visit } from "../data/types";

export type PhaseOfVisits = { phase: string; settled: Visit[]; open: Visit[] };

const SETTLED = new Set(["done", "missed", "cancelled", "partly_done"]);

/** Visits by phase in the order of time; those that are over apart from those that want something. */
export function grouped(visits: readonly Visit[]): PhaseOfVisits[] {
  const phases = new Map<string, PhaseOfVisits>();
  for (const visit of [...visits].sort((a, b) => a.window.target.localeCompare(b.window.target))) {
    if (visit.status === "removed") continue;
    let group = phases.get(visit.phase);
    if (!group) phases.set(visit.phase, (group = { phase: visit.phase, settled: [], open: [] }));
    (SETTLED.has(visit.status) ? group.settled : group.open).push(visit);
  }
  return [...phases.values()];
}
