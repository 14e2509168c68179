import { useState } from "preact/hooks";

import { type Problem, toProblem } from "./problem";
import { changed } from "./useLoad";

/** The present state of what somebody else changed while it was being edited here. */
export type Latest<P> = { version: number; present: P; by: string | null; at: string | null };

export type Saving<P> = {
  busy: boolean;
  problem: Problem | null;
  stale: Latest<P> | null;
  /** Saves on top of `version`. */
  save: (version: number) => Promise<void>;
  /** Saves what was typed on top of what the other person saved. */
  again: () => Promise<void>;
  /** Forgets the refusal; what was typed stays with the form. */
  clear: () => void;
};

type Plan<R, P> = {
  send: (version: number) => Promise<R>;
  /** Fetches what is there now, to be shown beside what was typed. */
  latest: () => Promise<Latest<P>>;
  done: (result: R) => void;
};

/**
 * One save of something with a version. When somebody was faster the server refuses ("stale") and
 * nothing is overwritten: the present values are fetched, and the person decides.
 */
export function useSaving<R, P>({ send, latest, done }: Plan<R, P>): Saving<P> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stale, setStale] = useState<Latest<P> | null>(null);

  async function save(version: number) {
    setBusy(true);
    setProblem(null);
    try {
      const result = await send(version);
      setStale(null);
      await changed();
      done(result);
    } catch (error) {
      await refuse(toProblem(error));
    } finally {
      setBusy(false);
    }
  }

  async function refuse(refusal: Problem) {
    if (refusal.code !== "stale") return setProblem(refusal);
    try {
      setStale(await latest());
    } catch (error) {
      setProblem(toProblem(error));
    }
  }

  return {
    busy,
    problem,
    stale,
    save,
    again: async () => {
      if (stale) await save(stale.version);
    },
    clear: () => {
      setProblem(null);
      setStale(null);
    },
  };
}
