import type { HistoryRow } from "../data/types";
import { t } from "../i18n";
import { partPath } from "../participants/paths";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { can } from "../session/session";
import styles from "./History.module.css";
import { changesOf, momentWords, type Speaking, whatWords, whoWords } from "./words";

type Props = {
  rows: readonly HistoryRow[];
  title: string;
  speakingOf: (row: HistoryRow) => Speaking;
  /** The rows are of many: each says of whom it is, and its exact time. */
  many?: boolean;
};

/** Entries of the history, a line each: when, of whom, who, what, before and after, why. */
export function EntriesTable({ rows, title, speakingOf, many = false }: Props) {
  return (
    <div class={table.list}>
      <table class={`${table.table} ${styles.history}`}>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("history.when")}</th>
            {many && <th scope="col">{t("column.participant")}</th>}
            <th scope="col">{t("history.who")}</th>
            <th scope="col">{t("history.what")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Entry key={row.id} row={row} speaking={speakingOf(row)} many={many} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ row, speaking, many }: { row: HistoryRow; speaking: Speaking; many: boolean }) {
  const { who, role } = whoWords(row);
  return (
    <tr>
      <td class={table.nowrap}>
        {many ? <time dateTime={row.at}>{momentWords(row.at, speaking)}</time> : <When at={row.at} />}
      </td>
      {many && (
        <td class={table.nowrap}>
          <Whose row={row} />
        </td>
      )}
      <td>
        {who}
        {many && role && <span class={`${styles.role} ${table.second}`}>{role}</span>}
      </td>
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

function Whose({ row: { participant, participant_id: id } }: { row: HistoryRow }) {
  if (!participant || !id) return <span class={table.second}>{t("none")}</span>;
  return can("participants.read") ? <a href={partPath(id, "history")}>{participant}</a> : participant;
}
