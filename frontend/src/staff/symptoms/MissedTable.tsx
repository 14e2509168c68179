import { t } from "../i18n";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { Phone } from "../parts/Under";
import { When } from "../parts/When";
import { shortDay, waiting } from "../words/dates";
import { MISSED, type Missed } from "./data";

type Props = { rows: readonly Missed[]; openId: string | undefined; busy: boolean };

/** Who to call about a check-in, how late it is, and whether somebody called already. */
export function MissedTable({ rows, openId, busy }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("missed.tab")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("missed.column.due")}</th>
            <th scope="col">{t("missed.column.late")}</th>
            <th scope="col">{t("missed.column.phone")}</th>
            <th scope="col">{t("missed.column.calls")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.who.participant_id + row.check_in} row={row} open={row.who.participant_id === openId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row: { who, due, calls }, open }: { row: Missed; open: boolean }) {
  const last = calls.at(-1);
  return (
    <tr data-open={open}>
      <th scope="row">
        <a
          class={table.open}
          data-row={who.participant_id}
          href={`${MISSED}/${who.participant_id}`}
          aria-current={open ? "true" : undefined}
        >
          {who.code}
        </a>{" "}
        {who.name}
      </th>
      <td class={table.nowrap}>{shortDay(due.day)}</td>
      <td class={table.nowrap}>{waiting(due.day)}</td>
      <td class={table.nowrap}>
        <Phone who={who} />
      </td>
      <td>
        {last ? (
          <>
            {t("missed.calls", { n: calls.length })} · <When at={last.at} timeZone={who.site.time_zone} end />
          </>
        ) : (
          t("missed.calls.none")
        )}
      </td>
    </tr>
  );
}
