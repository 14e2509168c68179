import { t } from "../i18n";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { money } from "../words/money";
import styles from "./Claims.module.css";
import type { ClaimRow } from "./data";
import { CheckBy, StatusMark } from "./Marks";
import { holderWords, visitWords } from "./words";

type Props = {
  rows: readonly ClaimRow[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
  /** Shows what was approved and by whom, instead of who checks it by when. */
  decided: boolean;
};

/** Whose claim it is, what is asked and paid, by when somebody looks, and who has it. */
export function ClaimsTable({ rows, openId, rowLink, busy, decided }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("claims.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col" class={table.wide}>
              {t("column.visit")}
            </th>
            <th scope="col" class={styles.beside}>
              {t("claims.column.sent")}
            </th>
            <th scope="col" class={styles.sum}>
              {t("claims.column.asked")}
            </th>
            <th scope="col" class={`${styles.sum} ${styles.beside}`}>
              {t(decided ? "claims.column.approved" : "claims.column.allowed")}
            </th>
            <th scope="col" class={`${table.wide} ${styles.sum}`}>
              {t("claims.column.receipts")}
            </th>
            {!decided && (
              <th scope="col" class={table.wide}>
                {t("claims.column.check_by")}
              </th>
            )}
            <th scope="col" class={table.wide}>
              {t(decided ? "claims.column.decided_by" : "claims.column.who")}
            </th>
            <th scope="col">{t("claims.column.status")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} open={row.id === openId} href={rowLink(row.id)} decided={decided} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, open, href, decided }: { row: ClaimRow; open: boolean; href: string; decided: boolean }) {
  const { who, currency } = row;
  const pays = decided ? (row.approved ?? 0) : row.allowed;
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {who.code}
        </a>{" "}
        {who.name}
        <div class={`${table.narrow} ${table.second}`}>{visitWords(row)}</div>
      </th>
      <td class={table.wide}>{visitWords(row)}</td>
      <td class={`${table.nowrap} ${styles.beside}`}>
        <When at={row.sent_at} timeZone={who.site.time_zone} />
      </td>
      <td class={styles.sum}>{money(row.asked, currency)}</td>
      <td class={`${styles.sum} ${styles.beside} ${pays === row.asked ? "" : styles.other}`}>{money(pays, currency)}</td>
      <td class={`${table.wide} ${styles.sum}`}>{row.receipts}</td>
      {!decided && (
        <td class={table.wide}>
          <CheckBy claim={row} />
        </td>
      )}
      <td class={table.wide}>{decided ? row.decided_by : holderWords(row)}</td>
      <td>
        <StatusMark status={row.status} />
        <div class={`${table.narrow} ${table.second}`}>{!decided && <CheckBy claim={row} />}</div>
        <div class={styles.beside}>
          <div class={`${table.narrow} ${table.second}`}>{decided ? row.decided_by : holderWords(row)}</div>
        </div>
      </td>
    </tr>
  );
}
