/** The scale of a chart of lengths of time: pure arithmetic. */
import type { Clock } from "./data";

const HOUR = 60;
const DAY = 24 * HOUR;
const MOST_LINES = 4;

export type Unit = "minutes" | "hours" | "days";
const MINUTES: Record<Unit, number> = { minutes: 1, hours: HOUR, days: DAY };

/** `top` and `lines` are in the unit, each line a round number, the last of them the top. */
export type Scale = { unit: Unit; top: number; lines: number[] };

/** What the longest is best counted in. Office hours make no days: theirs would have another length. */
function unitOf(longest: number, clock: Clock): Unit {
  if (longest < 2 * HOUR) return "minutes";
  return clock === "office" || longest < 2 * DAY ? "hours" : "days";
}

/** 1, 2 or 5, and ten and a hundred times that. */
function stepFor(most: number): number {
  const rough = Math.max(1, most / MOST_LINES);
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5].find((one) => one * power >= rough) ?? 10;
  return times * power;
}

export function scaleFor(longest: number, clock: Clock): Scale {
  const unit = unitOf(longest, clock);
  const most = longest / MINUTES[unit];
  const step = stepFor(most);
  const lines = Array.from({ length: Math.max(1, Math.ceil(most / step)) }, (_, at) => (at + 1) * step);
  return { unit, top: lines.at(-1) ?? step, lines };
}

/** A length in the unit: to a tenth where that can be read, so that a column of a month has room for it. */
export function inUnit(minutes: number, unit: Unit): number {
  const value = minutes / MINUTES[unit];
  return value < 100 ? Math.round(value * 10) / 10 : Math.round(value);
}
