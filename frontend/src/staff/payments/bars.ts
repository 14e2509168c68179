/** Where the bars of a year stand: pure arithmetic on sums. */
import type { Sums } from "./data";

export type Frame = { width: number; height: number; top: number; bottom: number };
export type Bar = { month: number; total: number; x: number; y: number; width: number; height: number };

const MONTHS = 12;
/** Of the room that a month has. */
const FILLED = 0.62;

/** All twelve months, those without payments with nothing; the highest fills the frame. */
export function barsOf(months: readonly Sums[], frame: Frame): Bar[] {
  const totals = new Map(months.map(({ key, total }) => [Number(key), total]));
  const most = Math.max(1, ...totals.values());
  const room = frame.width / MONTHS;
  const floor = frame.height - frame.bottom;
  return Array.from({ length: MONTHS }, (_, at) => {
    const total = totals.get(at + 1) ?? 0;
    const height = ((floor - frame.top) * total) / most;
    const width = room * FILLED;
    return { month: at + 1, total, x: room * at + (room - width) / 2, y: floor - height, width, height };
  });
}
