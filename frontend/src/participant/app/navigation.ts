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

history.scrollRestoration = "manual";
addEventListener("popstate", () => (wentBack = true), true);
addEventListener("click", () => (wentBack = false), true);
addEventListener("scroll", () => positions.set(here, scrollY), { passive: true });

/** Whether the page on the screen was reached by the back or forward button. */
export function cameBack(): boolean {
  return wentBack;
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
    // The first page of a visit is read from the top by itself.
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  useLayoutEffect(() => {
    if (!ready || target.current === undefined) return;
    scrollTo(0, target.current);
    target.current = undefined;
  }, [ready]);
  return heading;
}
