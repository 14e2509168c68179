import { t } from "../i18n";
import type { Figures, Sort } from "./figures";
import styles from "./Timeliness.module.css";
import { WaitChart } from "./WaitChart";
import { WaitTable } from "./WaitTable";

type Props = { figures: Figures; sort: Sort; sortLink: (sort: Sort) => string };

/** One measure month by month: drawn, and beside it in numbers. */
export function ByMonth({ figures, sort, sortLink }: Props) {
  const { key } = figures;
  return (
    <section class={styles.months} id={`${key}-by-month`} aria-labelledby={`${key}-months`}>
      <h2 class={styles.name} id={`${key}-months`}>
        {t(`timeliness.${key}.by_month`)}
      </h2>
      <p class={styles.soft}>{t(`timeliness.${key}.counts`)}</p>
      <div class={styles.beside}>
        <figure class={styles.figure}>
          <WaitChart figures={figures} />
          <Legend />
        </figure>
        <WaitTable figures={figures} sort={sort} sortLink={sortLink} />
      </div>
    </section>
  );
}

/** The shapes and what they mean: no colour is needed to tell them apart. */
function Legend() {
  return (
    <figcaption class={styles.legend}>
      <span>
        <svg width="14" height="14" aria-hidden="true">
          <rect class={styles.swatch} x={1} y={1} width={12} height={13} />
        </svg>
        {t("timeliness.half")}
      </span>
      <span>
        <svg width="20" height="14" aria-hidden="true">
          <line class={styles.nine} x1={0} x2={20} y1={3} y2={3} />
          <line class={styles.stem} x1={10} x2={10} y1={3} y2={14} />
        </svg>
        {t("timeliness.nine")}
      </span>
      <span>
        <span aria-hidden="true">–</span> {t("timeliness.nothing")}
      </span>
    </figcaption>
  );
}
