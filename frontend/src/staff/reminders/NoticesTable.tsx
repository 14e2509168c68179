import { t } from "../i18n";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { momentWords } from "../words/dates";
import { type NoticeRow, noticesPath } from "./data";
import { NoticeMark } from "./Marks";

type Props = { rows: readonly NoticeRow[]; title: string; busy: boolean };

/** Whom about what, when by the clock of the site, by which way, and where it stands. */
export function NoticesTable({ rows, title, busy }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("reminders.column.about")}</th>
            <th scope="col">{t("reminders.column.when")}</th>
            <th scope="col" class={table.wide}>
              {t("reminders.column.way")}
            </th>
            <th scope="col">{t("reminders.column.state")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: NoticeRow }) {
  const { who, to, about, channel } = row;
  const at = row.sent_at ?? row.due_at;
  return (
    <tr>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={noticesPath(who.participant_id)}>
          {who.code}
        </a>{" "}
        {who.name}
        {to !== who.name && <div class={table.second}>{t("reminders.to", { name: to })}</div>}
      </th>
      <td>{t(`reminders.about.${about}`)}</td>
      <td class={table.numbers}>
        <time dateTime={at}>{momentWords(at, who.site.time_zone)}</time>
      </td>
      <td class={table.wide}>{t(`reminders.way.${channel}`)}</td>
      <td>
        <NoticeMark notice={row} />
      </td>
    </tr>
  );
}
