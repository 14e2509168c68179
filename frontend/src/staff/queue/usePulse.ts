import { useEffect, useRef } from "preact/hooks";

import { queue } from "./data";

export const EVERY_MS = 10_000;
/** Time itself changes the list: something becomes late, something snoozed comes back. */
const AT_LEAST_MS = 120_000;

/**
 * Hears of changes by anybody: asks for one number while somebody looks, and calls `onChange` where
 * it differs. The beat after a change calls once more, for what was being saved just then.
 */
export function usePulse(onChange: () => void): void {
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    let newest: number | null = null;
    let again = false;
    let told = Date.now();
    let busy = false;

    async function beat() {
      if (document.visibilityState !== "visible" || busy) return;
      busy = true;
      try {
        const found = await queue.pulse();
        const changed = newest !== null && found !== newest;
        if (changed || again || Date.now() - told > AT_LEAST_MS) {
          told = Date.now();
          tell.current();
        }
        again = changed;
        newest = found;
      } catch {
        // Without connection the page says so by itself; the next beat tries again.
      } finally {
        busy = false;
      }
    }

    void beat();
    const timer = setInterval(() => void beat(), EVERY_MS);
    const seen = () => void beat();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
}
