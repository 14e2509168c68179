import { t } from "../i18n";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import type { Alert } from "./data";
import { CannotWait, TakeBy, UrgencyMark } from "./Marks";
import { reasonWords, saidOnce, standingWords } from "./words";

type Props = {
  rows: readonly Alert[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
  /** Shows how they ended instead of who has them. */
  closed: boolean;
};

/** Who said what, how soon somebody looks at it, and who has it. */
export function AlertsTable({ rows, openId, rowLink, busy, closed }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("alerts.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("alerts.column.urgency")}</th>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("alerts.column.answered")}</th>
            <th scope="col">{t("alerts.column.said")}</th>
            <th scope="col" class={table.wide}>
              {t("alerts.column.take_by")}
            </th>
            <th scope="col" class={table.wide}>
              {t(closed ? "alerts.column.end" : "alerts.column.who")}
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

function Row({ row, open, href }: { row: Alert; open: boolean; href: string }) {
  const { who } = row;
  return (
    <tr data-open={open}>
      <td>
        <UrgencyMark urgency={row.urgency} />
      </td>
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
        <Said row={row} />
        <div class={`${table.narrow} ${table.second}`}>
          <Narrow row={row} />
        </div>
      </td>
      <td class={table.wide}>
        <TakeBy alert={row} />
      </td>
      <td class={table.wide}>{standingWords(row)}</td>
    </tr>
  );
}

/** Where the last columns have no room: each says what it is. */
function Narrow({ row }: { row: Alert }) {
  if (row.status === "closed") return <>{standingWords(row)}</>;
  if (row.status !== "open") return <>{`${t("alerts.column.who")}: ${standingWords(row)}`}</>;
  return (
    <>
      {!row.overdue && `${t("alerts.column.take_by")}: `}
      <TakeBy alert={row} />
    </>
  );
}

/** The worst of what was said, how much more there is, and whether it can wait. */
function Said({ row }: { row: Alert }) {
  const [worst, ...more] = saidOnce(row.reasons);
  return (
    <>
      {worst && reasonWords(worst)}
      {more.length > 0 && (
        <>
          {" "}
          <span class={table.second} title={more.map(reasonWords).join("; ")}>
            +{more.length}
            <span class="visually-hidden"> {t("alerts.more")}</span>
          </span>
        </>
      )}
      {row.can_wait === false && (
        <div>
          <CannotWait said={row.can_wait} />
        </div>
      )}
    </>
  );
}
