/**
 * What a change of page must do beside changing the page: the heading takes the focus so that it is
 * read out, the title follows, and going back returns to where one had scrolled.
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const positions = new Map<string, number>();
let here = location.href;
let wentBack = false;
let first = true;
let steps = 0;

history.scrollRestoration = "manual";
addEventListener("popstate", () => (wentBack = true), true);
addEventListener("click", () => (wentBack = false), true);
addEventListener("scroll", () => positions.set(here, scrollY), { passive: true });

/** Whether the page on the screen was reached by the back or forward button. */
export function cameBack(): boolean {
  return wentBack;
}

/** Goes back to the page one came from; false where this is the first, and a link must lead on. */
export function goBack(): boolean {
  if (steps < 1) return false;
  history.back();
  return true;
}

/** For the heading of each page. `ready` says that the page has its content. */
export function useArrival(title: string, appName: string, ready: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const target = useRef<number | undefined>(undefined);
  useEffect(() => {
    document.title = title === appName ? title : `${title} · ${appName}`;
  }, [title, appName]);
  useLayoutEffect(() => {
    here = location.href;
    target.current = wentBack ? positions.get(here) : undefined;
    arrive(heading.current);
  }, []);
  useLayoutEffect(() => {
    if (!ready || target.current === undefined) return;
    scrollTo(0, target.current);
    target.current = undefined;
  }, [ready]);
  return heading;
}

function arrive(heading: HTMLElement | null) {
  // The first page is read from the top by itself.
  if (!first) {
    heading?.focus({ preventScroll: true });
    steps = Math.max(0, steps + (wentBack ? -1 : 1));
    if (!wentBack) scrollTo(0, 0);
  }
  first = false;
}
