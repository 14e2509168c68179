/** Where the points and lines of a small chart over time stand: pure arithmetic on days and places. */
import { daysBetween } from "../../i18n/dates";

export type Point = { day: string; value: number };
export type Frame = { width: number; height: number; pad: number };
export type Drawn = {
  dots: { x: number; y: number }[];
  /** Vertical lines of the visits between the first and the last report. */
  marks: number[];
  /** The height of each answer, 0 lowest. */
  levels: number[];
};

/** The days of `visits` that fall between the first and the last of `points`, both included. */
export function within(points: readonly Point[], visits: readonly string[]): string[] {
  const days = points.map(({ day }) => day).sort();
  const [first] = days;
  const last = days.at(-1);
  return first && last ? visits.filter((day) => day >= first && day <= last) : [];
}

/** One report stands in the middle; several spread from edge to edge by their days. */
export function draw(points: readonly Point[], visits: readonly string[], most: number, frame: Frame): Drawn {
  const days = points.map(({ day }) => day).sort();
  const from = days[0] ?? "";
  const whole = points.length ? daysBetween(from, days.at(-1) ?? from) : 0;
  const across = frame.width - 2 * frame.pad;
  const up = frame.height - 2 * frame.pad;
  const x = (day: string) => frame.pad + (whole ? (across * daysBetween(from, day)) / whole : across / 2);
  const y = (value: number) => frame.height - frame.pad - (up * value) / Math.max(most, 1);
  return {
    dots: points.map(({ day, value }) => ({ x: x(day), y: y(value) })),
    marks: within(points, visits).map(x),
    levels: Array.from({ length: most + 1 }, (_, value) => y(value)),
  };
}
