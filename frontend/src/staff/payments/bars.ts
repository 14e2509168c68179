/** What each month of a year adds up to: pure arithmetic on sums. */
import type { Sums } from "./data";

const MONTHS = 12;

/** All twelve months, those without payments with nothing. */
export function totalsByMonth(months: readonly Sums[]): number[] {
  const totals = new Map(months.map(({ key, total }) => [Number(key), total]));
  return Array.from({ length: MONTHS }, (_, at) => totals.get(at + 1) ?? 0);
}
