import { useEffect } from "preact/hooks";

const EVERY_MS = 60_000;

/** Fetches anew every minute, or as often as asked, while somebody looks: what waits must not wait for a reload. */
export function useFresh(reload: () => void, everyMs = EVERY_MS): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
}
