import { t } from "../i18n";
import { Numbers } from "../parts/Numbers";
import type { Site } from "./data";
import type { Figures } from "./figures";
import { overdueList } from "./lists";
import styles from "./Timeliness.module.css";
import { withinWords } from "./words";

/** One measure over the whole time, and what is late now. */
export function Summary({ figures, site }: { figures: Figures; site: Site | null }) {
  const { key, clock, whole, months, overdue } = figures;
  const n = whole?.count ?? 0;
  const list = overdueList(key, site);
  return (
    <section class={styles.card} aria-labelledby={`${key}-name`}>
      <h2 class={styles.name} id={`${key}-name`}>
        {t(`timeliness.${key}.name`)}
      </h2>
      <p class={styles.soft}>{t(`timeliness.${key}.what`)}</p>
      {whole ? (
        <dl class={styles.lengths}>
          <div>
            <dt>{t("timeliness.half")}</dt>
            <dd>{withinWords(whole.median, clock)}</dd>
          </div>
          <div>
            <dt>{t("timeliness.nine")}</dt>
            <dd>{withinWords(whole.nineOfTen, clock)}</dd>
          </div>
        </dl>
      ) : (
        <p class={styles.none}>{t(`timeliness.${key}.none`, { months: months.length })}</p>
      )}
      <Numbers
        numbers={[
          ...(whole ? [{ href: `#${key}-by-month`, n, words: t(`timeliness.${key}.done`, { n }) }] : []),
          { href: list.href, n: overdue, words: t(`timeliness.${key}.overdue`), late: overdue > 0 },
        ]}
      />
      <p class={styles.soft}>
        {t(`timeliness.clock.${clock}`)}
        {list.widened && ` ${t("timeliness.list_all_sites")}`}
      </p>
    </section>
  );
}
