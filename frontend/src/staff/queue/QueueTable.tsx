import { Icon } from "../../ui/Icon";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { mySites } from "../session/session";
import { momentWords, shortDay } from "../words/dates";
import { keyOf, type Row } from "./data";
import { useKeptFocus } from "./focus";
import { kinds } from "./kinds";
import { RowActs } from "./RowActs";
import styles from "./Queue.module.css";
import type { Acts } from "./useActs";

type Props = { rows: readonly Row[]; acts: Acts; busy: boolean; snoozed: boolean };

/** What waits, for whom, since when, by when, and who has it: as the server sorts. */
export function QueueTable({ rows, acts, busy, snoozed }: Props) {
  const walk = useRows();
  useKeptFocus(walk.ref, rows);
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("queue.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("queue.column.what")}</th>
            <th scope="col" class={table.wide}>
              {t("queue.column.since")}
            </th>
            <th scope="col">{t(snoozed ? "queue.column.back" : "queue.column.due")}</th>
            <th scope="col" class={table.wide}>
              {t("queue.column.who")}
            </th>
            <th scope="col" class={styles.acts}>
              <span class="visually-hidden">{t("queue.column.acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OneRow key={keyOf(row)} row={row} acts={acts} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OneRow({ row, acts }: { row: Row; acts: Acts }) {
  const { who } = row;
  const about = kinds[row.kind];
  return (
    <tr class={row.mine ? styles.hers : undefined}>
      <th scope="row" class={styles.who}>
        <a class={table.open} data-row={keyOf(row)} href={about.href(row)}>
          {who.code}
        </a>{" "}
        {who.name}
        {mySites().length > 1 && <div class={table.second}>{who.site.name}</div>}
      </th>
      <td>
        <span class={styles.kind}>
          <Icon name={about.icon} size={16} />
          <span>{t(about.name)}</span>
        </span>
        <div class={styles.line}>{about.line(row)}</div>
        {row.snoozed_by && (
          <div class={table.second}>
            {t("queue.snoozed_by", { name: row.snoozed_by })}
            {row.note && `: ${row.note}`}
          </div>
        )}
      </td>
      <td class={`${table.wide} ${table.nowrap}`}>
        <Since row={row} />
      </td>
      <td>
        <By row={row} />
        <div class={`${table.narrow} ${table.second}`}>
          <Whose row={row} />
        </div>
      </td>
      <td class={table.wide}>
        <Whose row={row} />
      </td>
      <td class={styles.acts}>{row.may_act && <RowActs row={row} acts={acts} />}</td>
    </tr>
  );
}

function Since({ row }: { row: Row }) {
  if (row.since) return <When at={row.since} timeZone={row.who.site.time_zone} />;
  return <>{row.since_on && shortDay(row.since_on)}</>;
}

/** Until when it is to be done, or when it comes back; past the deadline in red and with the word. */
function By({ row }: { row: Row }) {
  const zone = row.who.site.time_zone;
  if (row.snoozed_until) return <>{momentWords(row.snoozed_until, zone)}</>;
  const time = row.due ? momentWords(row.due, zone) : row.due_on ? shortDay(row.due_on) : "";
  if (!row.late) return <>{time}</>;
  return (
    <Mark icon="clock" tone="red">
      {t("queue.overdue", { time })}
    </Mark>
  );
}

function Whose({ row }: { row: Row }) {
  if (!row.taken_by) return <span class={table.second}>{t("queue.nobody")}</span>;
  if (!row.mine) return <>{row.taken_by}</>;
  return (
    <Mark icon="person" tone="teal">
      {t("queue.mine.you")}
    </Mark>
  );
}
