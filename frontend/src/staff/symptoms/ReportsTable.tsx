import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { momentWords } from "../words/dates";
import type { ReportRow } from "./data";
import { CannotWait } from "./Marks";
import { shortNote } from "./words";

type Props = {
  rows: readonly ReportRow[];
  openId: string | undefined;
  rowLink: (row: ReportRow) => string;
  busy: boolean;
};

/** Who reported what, in short, and by when somebody reads it. */
export function ReportsTable({ rows, openId, rowLink, busy }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("reports.tab")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("reports.column.answered")}</th>
            <th scope="col">{t("reports.column.above")}</th>
            <th scope="col" class={table.wide}>
              {t("reports.column.note")}
            </th>
            <th scope="col">{t("reports.column.read")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} open={row.id === openId} href={rowLink(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, open, href }: { row: ReportRow; open: boolean; href: string }) {
  const { who } = row;
  const note = row.note && (
    <span lang={row.language} title={row.note}>
      {shortNote(row.note)}
    </span>
  );
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {who.code}
        </a>{" "}
        {who.name}
      </th>
      <td class={table.nowrap}>
        <When at={row.answered_at} timeZone={who.site.time_zone} />
      </td>
      <td>
        {row.above.length ? row.above.map((said) => <div key={said}>{said}</div>) : t("reports.above_none")}
        {row.alert_id && (
          <Mark icon="alert" tone="amber">
            {t("reports.has_alert")}
          </Mark>
        )}
        {row.can_wait === false && (
          <div>
            <CannotWait said={false} />
          </div>
        )}
        <div class={`${table.narrow} ${table.second}`}>{note}</div>
      </td>
      <td class={table.wide}>{note}</td>
      <td>
        <Read row={row} />
      </td>
    </tr>
  );
}

/** Who read it; where nobody has, by when somebody does. */
function Read({ row }: { row: ReportRow }) {
  if (row.read_by) return <>{row.read_by}</>;
  if (!row.read_within) return null;
  const time = momentWords(row.read_within, row.who.site.time_zone);
  if (new Date(row.read_within) > new Date()) return <>{t("reports.read_by_time", { time })}</>;
  return (
    <Mark icon="clock" tone="red">
      {t("reports.late", { time })}
    </Mark>
  );
}
