import { aParticipant } from "../testing";
import { speakingOf } from "../history/words";
import type { Happening, Line } from "./data";
import type { Reader } from "./sentences";

export const TIMELINE = "GET /api/staff/participants/person-1/timeline";

let count = 0;

/** That a visit was booked, at a time of its own unless `change` says otherwise. */
export function aHappening(change: Partial<Happening> = {}): Happening {
  count += 1;
  return {
    id: `visit_step~${count}`,
    at: "2027-01-05T15:00:00Z",
    kind: "visits",
    what: "visit.booked",
    by: "Grace Okafor",
    about: "visit",
    object_id: "visit-1",
    facts: { note: "" },
    ...change,
  };
}

export const aLine = (rows: Happening[], change: Partial<Line> = {}): { body: Line } => ({
  body: {
    rows,
    older: null,
    kinds: ["visits", "check_ins", "alerts", "consent", "claims", "status", "facts"],
    ...change,
  },
});

export function aReader(): Reader {
  const participant = aParticipant();
  return { participant, speaking: speakingOf(participant) };
}
