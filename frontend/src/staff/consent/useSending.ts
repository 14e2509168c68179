import { useState } from "preact/hooks";

import { type Problem, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";

/**
 * Sends what has an id of its own instead of a version. `overtaken`: the refusals that say a
 * colleague was faster; what is on the screen is then fetched anew, and what was typed stays.
 */
export function useSending(...overtaken: string[]) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(act: () => Promise<unknown>, done: () => void) {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      await changed();
      done();
    } catch (error) {
      const refusal = toProblem(error);
      setProblem(refusal);
      if (overtaken.includes(refusal.code)) void changed();
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, send, clear: () => setProblem(null) };
}
