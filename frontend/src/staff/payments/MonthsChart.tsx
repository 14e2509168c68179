import { t } from "../i18n";
import { money, moneyShort } from "../words/money";
import { type Bar, barsOf, type Frame } from "./bars";
import type { YearTotals } from "./data";
import { monthWords } from "./months";
import styles from "./Totals.module.css";

const frame: Frame = { width: 560, height: 220, top: 26, bottom: 28 };

/** A bar for each month with its sum over it; the table beside says the same. */
export function MonthsChart({ year, totals: { months, currency } }: { year: number; totals: YearTotals }) {
  const bars = barsOf(months, frame);
  const { width, height } = frame;
  const floor = height - frame.bottom;
  return (
    <svg
      class={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={labelOf(year, bars, currency)}
    >
      {bars.map((bar) => (
        <g key={bar.month}>
          <rect class={styles.bar} x={bar.x} y={bar.y} width={bar.width} height={bar.height} rx={2} />
          {bar.total > 0 && (
            <text class={styles.value} x={bar.x + bar.width / 2} y={bar.y - 7}>
              {moneyShort(bar.total, currency)}
            </text>
          )}
          <text class={styles.month} x={bar.x + bar.width / 2} y={height - 8}>
            {monthWords(bar.month, "short")}
          </text>
        </g>
      ))}
      <line class={styles.floor} x1={0} x2={width} y1={floor} y2={floor} />
    </svg>
  );
}

/** What the chart shows, for whoever does not see it. */
function labelOf(year: number, bars: readonly Bar[], currency: string): string {
  const highest = bars.reduce((most, bar) => (bar.total > most.total ? bar : most));
  return t("totals.chart", {
    year,
    month: monthWords(highest.month, "long"),
    sum: money(highest.total, currency),
  });
}
