import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { staff } from "../data/api";
import type { HistoryRow } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Empty, Shown } from "../parts/Shown";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import styles from "./History.module.css";
import { changesOf } from "./history";

const SIZE = 50;

/** Every change of this participant's record: when, who, what, before and after, why. */
export function History({ id }: { id: string }) {
  const [page, setPage] = useState(1);
  const loaded = useLoad(`history ${id} ${page}`, () => staff.history(id, page));
  return (
    <Shown of={loaded}>
      {({ rows, total }) =>
        rows.length === 0 ? (
          <Empty title={t("history.none")} />
        ) : (
          <>
            <table class={`${table.table} ${styles.history}`}>
              <caption class="visually-hidden">{t("participant.history")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("history.when")}</th>
                  <th scope="col">{t("history.who")}</th>
                  <th scope="col">{t("history.what")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <Entry key={`${row.at}${index}`} row={row} />
                ))}
              </tbody>
            </table>
            {total > page * SIZE && (
              <Button kind="quiet" onClick={() => setPage(page + 1)}>
                {t("history.older")}
              </Button>
            )}
            {page > 1 && (
              <Button kind="quiet" onClick={() => setPage(page - 1)}>
                {t("history.newer")}
              </Button>
            )}
          </>
        )
      }
    </Shown>
  );
}

function Entry({ row }: { row: HistoryRow }) {
  return (
    <tr>
      <td>
        <When at={row.at} />
      </td>
      <td>{row.by}</td>
      <td>
        <span class={styles.what}>{row.what}</span>
        {changesOf(row.before, row.after).map(({ name, before, after }) => (
          <span class={styles.change} key={name}>
            {name && <span class={table.second}>{name}: </span>}
            {before && <del>{before}</del>}
            {before && <span aria-hidden="true"> → </span>}
            <ins>{after || t("none")}</ins>
          </span>
        ))}
        {row.reason && <span class={styles.reason}>{t("history.because", { reason: row.reason })}</span>}
      </td>
    </tr>
  );
}
