import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import { accountHere } from "../data/session";

/** A notice was tapped: the worker asks the app that is open to go to its page, and hears that it does. */
export function useNotices(): void {
  const { route } = useLocation();
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const workers = navigator.serviceWorker;
    const go = ({ data, ports }: MessageEvent<unknown>) => {
      const open = typeof data === "object" && data !== null && "open" in data ? data.open : null;
      if (typeof open !== "string" || !open.startsWith("/")) return;
      ports[0]?.postMessage("going");
      route(open);
    };
    workers.addEventListener("message", go);
    return () => workers.removeEventListener("message", go);
  }, [route]);
}

/** What is done at each opening of the app, once the page stands. */
export function useOpenings(): void {
  const account = accountHere();
  useEffect(() => {
    let stop: (() => void) | null = () => {};
    import("./opening")
      .then(({ watchOpenings }) => {
        if (stop) stop = watchOpenings(account);
      })
      .catch(() => {}); // no connection: next time
    return () => {
      stop?.();
      stop = null;
    };
  }, [account]);
}
