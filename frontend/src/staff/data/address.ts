import { signal } from "@preact/signals";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

/** Filters live in the address, so that a list can be sent, bookmarked and gone back to. */
export type Filters = Record<string, string>;

/** After the #: this part of an address stays in the browser, so a name searched for reaches no log. */
const PRIVATE = new Set(["q"]);

/**
 * The address after a change of filters. What equals its default is left out, and any change but
 * that of the page itself begins again at page 1.
 */
export function addressWith(path: string, present: Filters, change: Filters, defaults: Filters = {}): string {
  const next: Filters = { ...present, ...change };
  if (!("page" in change)) delete next.page;
  const kept = Object.entries(next)
    .filter(([key, value]) => value !== "" && value !== (defaults[key] ?? (key === "page" ? "1" : undefined)))
    .sort(([a], [b]) => a.localeCompare(b));
  const query = new URLSearchParams(kept.filter(([key]) => !PRIVATE.has(key))).toString();
  const fragment = new URLSearchParams(kept.filter(([key]) => PRIVATE.has(key))).toString();
  return path + (query && `?${query}`) + (fragment && `#${fragment}`);
}

/** Only the known keys of the address, with defaults for those it does not name. */
export function readFilters<K extends string>(query: Filters, defaults: Record<K, string>): Record<K, string> {
  const read = { ...defaults };
  for (const key of Object.keys(defaults) as K[]) {
    const value = query[key];
    if (value !== undefined && value !== "") read[key] = value;
  }
  return read;
}

/** Changes with the part after the #, so that whoever reads that is drawn anew. */
const fragment = signal(window.location.hash);

function look(): void {
  fragment.value = window.location.hash;
}

/** The router does not look after the #: this does, whenever the address may have changed. */
export function useFragment(): void {
  useEffect(() => {
    const later = () => setTimeout(look);
    addEventListener("click", later);
    addEventListener("popstate", look);
    return () => {
      removeEventListener("click", later);
      removeEventListener("popstate", look);
    };
  }, []);
}

/** What the address names, before and after the #. */
export function useQuery(): Filters {
  const { query } = useLocation();
  // The signal is watched; where it lags behind the address, the address counts.
  const hash = fragment.value === window.location.hash ? fragment.value : window.location.hash;
  const hidden = [...new URLSearchParams(hash.slice(1))].filter(([key]) => PRIVATE.has(key));
  return { ...query, ...Object.fromEntries(hidden) };
}

/**
 * The filters of a list and how to change them. A change replaces the address (the back button
 * leaves the list, not each keystroke), except that of the page, which is a step one can go back.
 */
export function useFilters<K extends string>(path: string, defaults: Record<K, string>) {
  const location = useLocation();
  const filters = readFilters(useQuery(), defaults);
  const link = (change: Partial<Record<K, string>>, to = path) =>
    addressWith(to, filters, change as Filters, defaults);
  const set = (change: Partial<Record<K, string>>) => {
    location.route(addressWith(location.path, filters, change as Filters, defaults), !("page" in change));
    look();
  };
  return { filters, link, set };
}
