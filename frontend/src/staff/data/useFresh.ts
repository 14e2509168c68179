import { useEffect } from "preact/hooks";

const EVERY_MS = 60_000;

/** Fetches anew every minute while somebody looks: what waits must not wait for a reload. */
export function useFresh(reload: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
}
