import { claimPath } from "../claims/data";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { useKeys } from "../shell/keys";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import { choosable, choose, chosenOf } from "./choosing";
import type { PayableClaim } from "./data";
import { chooseAnew, next } from "./next";
import styles from "./Payments.module.css";
import { Tick } from "./Tick";

export const ALL_ID = "topay-all";

type Props = {
  rows: readonly PayableClaim[];
  busy: boolean;
  /** Whether the person puts claims into a batch, or only reads. */
  choosing: boolean;
};

/** What waits to be paid: whose, for which visit, who approved it, how much. */
export function ToPayTable({ rows, busy, choosing }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${styles.over} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      {choosing && <ChooseKey />}
      <table class={table.table}>
        <caption class="visually-hidden">{t("topay.title")}</caption>
        <thead>
          <tr>
            {choosing && <ChooseAll rows={rows} />}
            <th scope="col">{t("topay.column.claim")}</th>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col" class={table.wide}>
              {t("column.site")}
            </th>
            <th scope="col">{t("column.visit")}</th>
            <th scope="col" class={table.wide}>
              {t("topay.column.approved")}
            </th>
            <th scope="col">{t("topay.column.usual")}</th>
            <th scope="col" class={styles.sum}>
              {t("topay.column.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} choosing={choosing} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The key x chooses the row that has the focus. */
function ChooseKey() {
  const row = () => document.activeElement?.closest("tr");
  const run = () => row()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  useKeys([{ key: "x", label: "topay.key", run }]);
  return null;
}

function ChooseAll({ rows }: { rows: readonly PayableClaim[] }) {
  const { claims } = next.value;
  const most = rows.filter(choosable).length;
  const n = chosenOf(rows, claims).length;
  return (
    <th scope="col" class={styles.pick}>
      <Tick
        id={ALL_ID}
        label={t("topay.choose_all")}
        on={most > 0 && n === most}
        some={n > 0 && n < most}
        disabled={most === 0}
        onChange={(on) => chooseAnew(choose(claims, rows, on))}
      />
    </th>
  );
}

function Row({ row, choosing }: { row: PayableClaim; choosing: boolean }) {
  const { who, visit } = row;
  const { claims } = next.value;
  const on = choosing && choosable(row) && claims.has(row.id);
  const why = `own-${row.id}`;
  return (
    <tr class={on ? styles.on : undefined}>
      {choosing && (
        <td class={styles.pick}>
          <Tick
            label={t("topay.choose", { reference: row.reference, name: who.name })}
            on={on}
            disabled={!choosable(row)}
            describedBy={row.own ? why : undefined}
            onChange={(to) => chooseAnew(choose(claims, [row], to))}
          />
        </td>
      )}
      <th scope="row">
        <a class={table.open} data-row={row.id} href={claimPath(row.id)}>
          {row.reference}
        </a>
        {row.failed && (
          <div class={styles.below}>
            <Mark icon="alert" tone="amber">
              {t("topay.failed", { reason: row.failed })}
            </Mark>
          </div>
        )}
        {row.own && (
          <div class={styles.below} id={why}>
            <Mark icon="lock" tone="soft">
              {t("topay.own")}
            </Mark>
          </div>
        )}
      </th>
      <td>
        <span class={table.nowrap}>{who.code}</span> {who.name}
        <div class={`${table.narrow} ${table.second}`}>{who.site.name}</div>
      </td>
      <td class={table.wide}>{who.site.name}</td>
      <td>
        {visit.label} <span class={`${table.second} ${table.nowrap}`}>{shortDay(visit.day)}</span>
        <div class={`${table.narrow} ${table.second}`}>
          {t("topay.column.approved")} <Approved row={row} />
        </div>
      </td>
      <td class={table.wide}>
        <Approved row={row} />
      </td>
      <td class={table.nowrap}>{shortDay(row.usual_day)}</td>
      <td class={styles.sum}>{money(row.to_pay, row.currency)}</td>
    </tr>
  );
}

/** When, and by whom. */
function Approved({ row }: { row: PayableClaim }) {
  return (
    <>
      {row.decided_at && <When at={row.decided_at} timeZone={row.who.site.time_zone} />}
      {row.decided_by && ` ${t("topay.by", { name: row.decided_by })}`}
    </>
  );
}
