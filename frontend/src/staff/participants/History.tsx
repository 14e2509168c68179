import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { PAGE_SIZE, staff } from "../data/api";
import type { HistoryRow, ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Empty, Shown } from "../parts/Shown";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import styles from "./History.module.css";
import { changesOf, type Speaking, speakingOf, whatWords } from "./history";


/** Every change of this participant's record: when, who, what, before and after, why. */
export function History({ participant }: { participant: ParticipantDetail }) {
  const { id } = participant;
  const speaking = speakingOf(participant);
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
                {rows.map((row) => (
                  <Entry key={row.id} row={row} speaking={speaking} />
                ))}
              </tbody>
            </table>
            {total > page * PAGE_SIZE && (
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

function Entry({ row, speaking }: { row: HistoryRow; speaking: Speaking }) {
  return (
    <tr>
      <td class={table.nowrap}>
        <When at={row.at} />
      </td>
      <td>{row.by}</td>
      <td>
        <span class={styles.what}>{whatWords(row, speaking)}</span>
        {changesOf(row.before, row.after, speaking).map(({ name, before, after }) => (
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
