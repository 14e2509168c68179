import { t } from "../i18n";
import { shortDay } from "../words/dates";
import { labelOf } from "./Answers";
import { draw, type Point, within } from "./drawing";
import type { Scale } from "./data";
import styles from "./Symptoms.module.css";

const frame = { width: 560, height: 96, pad: 10 };

type Props = { scale: Scale; points: readonly Point[]; visits: readonly string[] };

/** The answers to one question over time; the table beside it says the same. `points`: the oldest first. */
export function Chart({ scale, points, visits }: Props) {
  const { dots, marks, levels } = draw(points, visits, scale.labels.length - 1, frame);
  const { width, height, pad } = frame;
  return (
    <svg class={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label(scale, points, visits)}>
      {levels.map((y) => (
        <line key={y} class={styles.level} x1={pad} x2={width - pad} y1={y} y2={y} />
      ))}
      {marks.map((x, at) => (
        <line key={at} class={styles.visit} x1={x} x2={x} y1={0} y2={height} />
      ))}
      <polyline class={styles.course} points={dots.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {dots.map(({ x, y }, at) => (
        <circle key={at} class={styles.dot} cx={x} cy={y} r={4} />
      ))}
    </svg>
  );
}

/** What the chart shows, for whoever does not see it. */
function label(scale: Scale, points: readonly Point[], visits: readonly string[]): string {
  const last = points.at(-1);
  if (!last) return scale.name;
  const highest = Math.max(...points.map(({ value }) => value));
  return t("chart.label", {
    n: points.length,
    name: scale.name,
    highest: labelOf(scale, highest),
    last: labelOf(scale, last.value),
    day: shortDay(last.day),
    visits: within(points, visits).length,
  });
}
