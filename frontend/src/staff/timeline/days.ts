import { dayIn } from "../../i18n/dates";
import type { Happening } from "./data";

export type Day = { day: string; rows: Happening[] };

/** The entries by the day they fall on in `zone`, in the order in which they come. */
export function byDay(rows: readonly Happening[], zone: string): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const day = dayIn(row.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
