import { t } from "../i18n";
import { barsOf, floorOf, type Frame } from "../parts/bars";
import styles from "../parts/Chart.module.css";
import { money, moneyShort } from "../words/money";
import { monthWords } from "../words/months";
import { totalsByMonth } from "./bars";
import type { YearTotals } from "./data";

const frame: Frame = { width: 560, height: 220, top: 26, bottom: 28 };

/** A bar for each month with its sum over it; the table beside says the same. */
export function MonthsChart({ year, totals: { months, currency } }: { year: number; totals: YearTotals }) {
  const totals = totalsByMonth(months);
  const { width, height } = frame;
  const floor = floorOf(frame);
  return (
    <svg
      class={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={labelOf(year, totals, currency)}
    >
      {barsOf(totals, Math.max(1, ...totals), frame).map(({ middle, ...bar }, at) => (
        <g key={at}>
          <rect class={styles.bar} {...bar} rx={2} />
          {totals[at] ? (
            <text class={styles.value} x={middle} y={bar.y - 7}>
              {moneyShort(totals[at], currency)}
            </text>
          ) : null}
          <text class={styles.label} x={middle} y={height - 8}>
            {monthWords(at + 1, "short")}
          </text>
        </g>
      ))}
      <line class={styles.floor} x1={0} x2={width} y1={floor} y2={floor} />
    </svg>
  );
}

/** What the chart shows, for whoever does not see it. */
function labelOf(year: number, totals: readonly number[], currency: string): string {
  const highest = Math.max(...totals);
  return t("totals.chart", {
    year,
    month: monthWords(totals.indexOf(highest) + 1, "long"),
    sum: money(highest, currency),
  });
}
