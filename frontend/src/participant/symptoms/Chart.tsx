import type { Scale } from "../../api";
import { t } from "../../i18n";
import type { Course, Point } from "./course";
import styles from "./Chart.module.css";
import { dayOf, shortDayOf } from "./words";

const STEP = 22;
const EDGE = 8;

/** Points stay off the edges, so that none is cut. */
const across = (at: number) => `${3 + at * 94}%`;

/** One question over time. The same stands in the table beside it. */
export function Chart({ scale, course }: { scale: Scale; course: Course }) {
  const most = scale.labels.length - 1;
  const down = (value: number) => EDGE + (most - Math.min(value, most)) * STEP;
  return (
    <figure class={styles.chart}>
      <figcaption>{scale.ask}</figcaption>
      <div class={styles.edge} aria-hidden="true">
        {scale.labels[most]}
      </div>
      <svg role="img" aria-label={inWords(scale, course)} width="100%" height={2 * EDGE + most * STEP}>
        {scale.labels.map((_label, value) => (
          <line key={value} class={styles.level} x1="0" x2="100%" y1={down(value)} y2={down(value)} />
        ))}
        {course.visits.map(({ at, mark }) => (
          <line key={mark.day + mark.name} class={styles.visit} x1={across(at)} x2={across(at)} y1="0" y2="100%" />
        ))}
        {course.pieces.map((piece) => (
          <Line key={piece[0]?.report.id} piece={piece} down={down} />
        ))}
      </svg>
      <div class={styles.edge} aria-hidden="true">
        {scale.labels[0]}
      </div>
      {course.ends && (
        <div class={styles.ends} aria-hidden="true">
          {[...new Set(course.ends)].map(({ id, answered_at }) => (
            <span key={id}>{shortDayOf(answered_at)}</span>
          ))}
        </div>
      )}
    </figure>
  );
}

function Line({ piece, down }: { piece: readonly Point[]; down: (value: number) => number }) {
  return (
    <>
      {piece.map((point, index) => {
        const from = piece[index - 1];
        if (!from) return null;
        const ends = { x1: across(from.at), y1: down(from.value), x2: across(point.at), y2: down(point.value) };
        return <line key={point.report.id} class={styles.line} {...ends} />;
      })}
      {piece.map(({ at, value, report }) => (
        <circle key={report.id} class={styles.point} cx={across(at)} cy={down(value)} r="5" />
      ))}
    </>
  );
}

/** What the drawing shows, for who does not see it. */
function inWords({ ask, labels }: Scale, { pieces, visits }: Course): string {
  const points = pieces.flat();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return t("chart.noAnswer", { ask });
  const label = (value: number) => labels[value] ?? String(value);
  const values = points.map(({ value }) => value);
  const from = dayOf(first.report.answered_at);
  const marked = visits.length ? ` ${t("chart.visits", { n: visits.length })}` : "";
  if (first === last) return t("chart.one", { ask, from, last: label(last.value) }) + marked;
  const low = label(Math.min(...values));
  const high = label(Math.max(...values));
  const until = dayOf(last.report.answered_at);
  return t("chart.many", { ask, count: points.length, from, until, low, high, last: label(last.value) }) + marked;
}
