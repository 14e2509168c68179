import { t } from "../i18n";
import { ReadTable } from "../parts/ReadTable";
import styles from "../parts/ReadTable.module.css";
import { Sortable } from "../parts/Sortable";
import type { Figures, Row, Sort } from "./figures";
import own from "./Timeliness.module.css";
import { lengthWords, monthWordsOf, siteWords } from "./words";

type Props = { figures: Figures; sort: Sort; sortLink: (sort: Sort) => string };

/** The same as the chart in numbers, for each site, with the whole time under them. */
export function WaitTable({ figures: { key, clock, months, rows, wholes }, sort, sortLink }: Props) {
  const present = months.at(-1)?.month;
  return (
    <ReadTable title={t(`timeliness.${key}.by_month`)}>
      <thead>
        <tr>
          <Sortable by="month" sort={sort} href={sortLink("month")}>
            {t("timeliness.month")}
          </Sortable>
          <Sortable by="site" sort={sort} href={sortLink("site")} class={styles.words}>
            {t("column.site")}
          </Sortable>
          <th scope="col">{t("timeliness.number")}</th>
          <th scope="col">{t("timeliness.half")}</th>
          <th scope="col">{t("timeliness.nine")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line
            key={`${row.month} ${row.site?.id}`}
            row={row}
            name={monthWordsOf(row.month ?? "", present)}
            clock={clock}
          />
        ))}
      </tbody>
      <tfoot>
        {wholes.map((row) => (
          <Line key={row.site?.id} row={row} name={t("timeliness.whole")} clock={clock} />
        ))}
      </tfoot>
    </ReadTable>
  );
}

function Line({ row, name, clock }: { row: Row; name: string; clock: Figures["clock"] }) {
  const { spread } = row;
  return (
    <tr>
      <th scope="row" class={own.month}>{name}</th>
      <td class={styles.words}>{siteWords(row)}</td>
      {spread ? (
        <>
          <td>{spread.count}</td>
          <td>{lengthWords(spread.median, clock)}</td>
          <td>{lengthWords(spread.nineOfTen, clock)}</td>
        </>
      ) : (
        <td colSpan={3} class={styles.nothing}>
          {t("timeliness.nothing")}
        </td>
      )}
    </tr>
  );
}
