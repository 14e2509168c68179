/** What the server's cells say of one measure: pure. */
import type { Cell, Clock, Site, Timeliness } from "./data";

/** Those that the desk has words for; the server says which of them the person may see. */
export const measureKeys = ["answer", "alert", "payment"] as const;
export type MeasureKey = (typeof measureKeys)[number];

export const sorts = ["month", "site"] as const;
export type Sort = (typeof sorts)[number];

/** In minutes: half of `count` took at most `median`, nine of ten at most `nineOfTen`. */
export type Spread = { count: number; median: number; nineOfTen: number };
/** One site in one month. `site` null: all of them; `month` null: the whole time; `spread` null: nothing ended. */
export type Row = { site: Site | null; month: string | null; spread: Spread | null };

export type Figures = {
  key: MeasureKey;
  clock: Clock;
  overdue: number;
  whole: Spread | null;
  /** The site that was asked for, or all of them together: each month, the oldest first. */
  months: { month: string; spread: Spread | null }[];
  /** The whole time: what was asked for, then each site on which something ended. */
  wholes: Row[];
  /** What was asked for in each month, and each site in the months in which something ended there. */
  rows: Row[];
};

/** Each measure that the person may see, at one site or at all. */
export function figuresOf(found: Timeliness, site: Site | null, sort: Sort): Figures[] {
  return measureKeys.flatMap((key) => {
    const measure = found.measures.find((one) => one.key === key);
    if (!measure) return [];
    const spreadAt = looking(found.cells.filter((cell) => cell.measure === key));
    const rowsOver = (month: string | null): Row[] =>
      placesOf(found.sites, site)
        .map((place) => ({ site: place, month, spread: spreadAt(place, month) }))
        .filter(({ spread }, at) => at === 0 || spread !== null);
    const rows = found.months.flatMap(rowsOver);
    return {
      key,
      clock: measure.clock,
      overdue: overdueOf(found, key, site),
      whole: spreadAt(site, null),
      months: found.months.map((month) => ({ month, spread: spreadAt(site, month) })),
      wholes: rowsOver(null),
      rows: sort === "month" ? rows : bySite(rows, found.sites),
    };
  });
}

/** The places that have rows: of several sites also all together, first. */
function placesOf(sites: readonly Site[], site: Site | null): (Site | null)[] {
  if (site) return [site];
  return sites.length === 1 ? [...sites] : [null, ...sites];
}

function looking(cells: readonly Cell[]) {
  const at = (site: string | null, month: string | null) => `${site ?? ""} ${month ?? ""}`;
  const spreads = new Map(cells.map((cell) => [at(cell.site_id, cell.month), spreadOf(cell)]));
  return (site: Site | null, month: string | null) => spreads.get(at(site?.id ?? null, month)) ?? null;
}

function spreadOf({ count, median, nine_of_ten: nineOfTen }: Cell): Spread | null {
  return median === null || nineOfTen === null ? null : { count, median, nineOfTen };
}

function overdueOf({ overdue }: Timeliness, key: MeasureKey, site: Site | null): number {
  return overdue
    .filter((one) => one.measure === key && (!site || one.site_id === site.id))
    .reduce((sum, { count }) => sum + count, 0);
}

/** All together first, then the sites as the server names them; their months stay in order. */
function bySite(rows: readonly Row[], sites: readonly Site[]): Row[] {
  const placeOf = ({ site }: Row) => sites.findIndex(({ id }) => id === site?.id);
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}
