import { t } from "../i18n";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import type { BatchRow } from "./data";
import { Standing } from "./Marks";
import styles from "./Payments.module.css";

type Props = {
  rows: readonly BatchRow[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
};

/** What goes out when, how much, and what became of it. */
export function BatchesTable({ rows, openId, rowLink, busy }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("batches.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("batches.column.batch")}</th>
            <th scope="col">{t("batches.column.day")}</th>
            <th scope="col" class={styles.sum}>
              {t("batches.column.payments")}
            </th>
            <th scope="col" class={styles.sum}>
              {t("batches.column.sum")}
            </th>
            <th scope="col">{t("batches.column.standing")}</th>
            <th scope="col" class={table.wide}>
              {t("batches.column.made")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} open={row.id === openId} href={rowLink(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, open, href }: { row: BatchRow; open: boolean; href: string }) {
  const made = (
    <>
      <When at={row.made_at} /> {t("topay.by", { name: row.made_by })}
    </>
  );
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {t("batches.number", { number: row.number })}
        </a>
        <div class={`${table.narrow} ${table.second}`}>{made}</div>
      </th>
      <td class={table.nowrap}>{shortDay(row.expected_on)}</td>
      <td class={styles.sum}>{row.payments}</td>
      <td class={styles.sum}>{money(row.amount, row.currency)}</td>
      <td>
        <Standing batch={row} />
      </td>
      <td class={table.wide}>{made}</td>
    </tr>
  );
}
