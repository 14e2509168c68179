import type { Visit } from "../data/types";
import { t } from "../i18n";
import { Mark, VisitMark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { mySites } from "../session/session";
import { dayAndTime, span } from "../words/dates";
import { visitTitle } from "./words";

type Props = {
  rows: readonly Visit[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
};

/** Visits with their participant: when, what, in which state. */
export function VisitsTable({ rows, openId, rowLink, busy }: Props) {
  const walk = useRows();
  const sites = mySites().length > 1;
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("visits.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.visit")}</th>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("visit.window")}</th>
            <th scope="col">{t("visit.time")}</th>
            <th scope="col">{t("column.state")}</th>
            <th scope="col" class={table.wide}>
              {t("visit.activities")}
            </th>
            {sites && (
              <th scope="col" class={table.wide}>
                {t("column.site")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((visit) => (
            <Row key={visit.id} visit={visit} sites={sites} open={visit.id === openId} href={rowLink(visit.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { visit: Visit; sites: boolean; open: boolean; href: string };

/** `sites`: the person works at several, so each row says which. */
function Row({ visit, sites, open, href }: RowProps) {
  const { participant } = visit;
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={visit.id} href={href} aria-current={open ? "true" : undefined}>
          {visitTitle(visit)}
          <span class="visually-hidden"> {participant.code}</span>
        </a>
      </th>
      <td>
        <a href={`/staff/participants/${participant.id}?visit=${visit.id}`}>{participant.code}</a> {participant.name}
        {sites && <span class={`${table.narrow} ${table.second}`}>{visit.site.name}</span>}
      </td>
      <td class={table.numbers}>{span(visit.window)}</td>
      <td class={table.numbers}>
        {visit.local_date && visit.local_time ? dayAndTime(visit.local_date, visit.local_time) : t("visit.not_booked")}
      </td>
      <td>
        <VisitMark status={visit.status} />
        {visit.late && (
          <div>
            <Mark icon="alert" tone="amber">
              {t("visit.late")}
            </Mark>
          </div>
        )}
        {visit.time_request?.status === "open" && (
          <div>
            <Mark icon="clock" tone="amber">
              {t("visit.asks")}
            </Mark>
          </div>
        )}
      </td>
      <td class={table.wide}>{visit.activities.map(({ name }) => name).join(", ")}</td>
      {sites && <td class={`${table.wide} ${table.second}`}>{visit.site.name}</td>}
    </tr>
  );
}
