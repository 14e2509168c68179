import { t } from "../i18n";
import { barsOf, type Bar, floorOf, type Frame, heightAt } from "../parts/bars";
import chart from "../parts/Chart.module.css";
import { monthWords } from "../words/months";
import { inUnit, type Scale, scaleFor } from "./drawing";
import type { Figures, Spread } from "./figures";
import styles from "./Timeliness.module.css";
import { monthWordsOf, withinWords } from "./words";

/** More months than this leave no room for a number each: those are in the table. */
const NUMBERED = 12;
const LINE = 18;
const LEAST = 2;
const PAD = 8;

type Room = Frame & { start: number; numbered: boolean };

function roomFor(months: number): Room {
  const numbered = months <= NUMBERED;
  const bottom = LINE * (numbered ? 5 : 2.5);
  return { width: 592, height: 180 + bottom, top: 30, bottom, start: 88, numbered };
}

/** Each month as a bar up to which half were done, and a line up to which nine of ten were. */
export function WaitChart({ figures }: { figures: Figures }) {
  const { months, clock } = figures;
  const frame = roomFor(months.length);
  const longest = Math.max(0, ...months.map(({ spread }) => spread?.nineOfTen ?? 0));
  const scale = scaleFor(longest, clock);
  const medians = months.map(({ spread }) => inUnit(spread?.median ?? 0, scale.unit));
  const bars = barsOf(medians, scale.top, frame);
  return (
    <svg
      class={chart.chart}
      viewBox={`0 0 ${frame.width + PAD} ${frame.height}`}
      role="img"
      aria-label={labelOf(figures)}
    >
      <Lines scale={scale} frame={frame} />
      {months.map(({ month, spread }, at) => {
        const bar = bars[at] as Bar;
        return (
          <g key={month}>
            {spread ? <Wait {...{ spread, bar, scale, frame }} /> : <Nothing bar={bar} frame={frame} />}
            <MonthLabel month={month} first={at === 0} bar={bar} frame={frame} />
            {spread && frame.numbered && <Numbers {...{ spread, bar, scale, frame }} />}
          </g>
        );
      })}
      <line class={chart.floor} x1={frame.start} x2={frame.width} y1={floorOf(frame)} y2={floorOf(frame)} />
      {frame.numbered && <NumberHeads frame={frame} />}
    </svg>
  );
}

/** What the height means: a line for each round number, and its unit over them. */
function Lines({ scale: { unit, top, lines }, frame }: { scale: Scale; frame: Room }) {
  return (
    <>
      <text class={styles.start} x={PAD} y={18}>
        {t(`timeliness.unit.${unit}`)}
      </text>
      {lines.map((value) => {
        const y = heightAt(value, top, frame);
        return (
          <g key={value}>
            <line class={styles.level} x1={frame.start} x2={frame.width} y1={y} y2={y} />
            <text class={styles.end} x={frame.start - 8} y={y + 4}>
              {value}
            </text>
          </g>
        );
      })}
    </>
  );
}

type Drawn = { spread: Spread; bar: Bar; scale: Scale; frame: Room };

/** What took no time still has a bar: it is not the same as nothing. */
function Wait({ spread, bar, scale, frame }: Drawn) {
  const { x, middle, width } = bar;
  const height = Math.max(LEAST, bar.height);
  const nine = heightAt(inUnit(spread.nineOfTen, scale.unit), scale.top, frame);
  return (
    <>
      <rect class={chart.bar} x={x} y={floorOf(frame) - height} width={width} height={height} />
      <line class={styles.stem} x1={middle} x2={middle} y1={Math.min(bar.y, floorOf(frame) - height)} y2={nine} />
      <line class={styles.nine} x1={x - 2} x2={x + width + 2} y1={nine} y2={nine} />
    </>
  );
}

function Nothing({ bar, frame }: { bar: Bar; frame: Room }) {
  return (
    <text class={chart.label} x={bar.middle} y={floorOf(frame) - 6}>
      –
    </text>
  );
}

/** Each month, or of many each quarter's first; the year under January, and under the first where it has room. */
function MonthLabel({ month, first, bar, frame }: { month: string; first: boolean; bar: Bar; frame: Room }) {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const floor = floorOf(frame);
  return (
    <>
      {(frame.numbered || number % 3 === 1) && (
        <text class={chart.label} x={bar.middle} y={floor + LINE}>
          {monthWords(number, "short")}
        </text>
      )}
      {(number === 1 || (first && (frame.numbered || number < 11))) && (
        <text class={chart.label} x={bar.middle} y={floor + 2 * LINE - 2}>
          {year}
        </text>
      )}
    </>
  );
}

function Numbers({ spread, bar, scale, frame }: Drawn) {
  const floor = floorOf(frame);
  return (
    <>
      <text class={chart.value} x={bar.middle} y={floor + 3 * LINE}>
        {inUnit(spread.median, scale.unit)}
      </text>
      <text class={chart.value} x={bar.middle} y={floor + 4 * LINE}>
        {inUnit(spread.nineOfTen, scale.unit)}
      </text>
    </>
  );
}

function NumberHeads({ frame }: { frame: Room }) {
  const floor = floorOf(frame);
  return (
    <>
      <text class={styles.start} x={PAD} y={floor + 3 * LINE}>
        {t("timeliness.half.short")}
      </text>
      <text class={styles.start} x={PAD} y={floor + 4 * LINE}>
        {t("timeliness.nine.short")}
      </text>
    </>
  );
}

/** What the chart shows, for whoever does not see it. */
function labelOf({ key, clock, months }: Figures): string {
  const newest = months.findLast(({ spread }) => spread !== null);
  if (!newest?.spread) return t(`timeliness.${key}.by_month`);
  return t("timeliness.chart", {
    name: t(`timeliness.${key}.by_month`),
    month: monthWordsOf(newest.month, months.at(-1)?.month, "long"),
    half: withinWords(newest.spread.median, clock),
    nine: withinWords(newest.spread.nineOfTen, clock),
  });
}
