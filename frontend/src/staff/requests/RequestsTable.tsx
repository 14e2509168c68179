import type { RequestRow } from "../data/types";
import { t } from "../i18n";
import { RequestMark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { visitTitle, whenWords } from "../visits/words";
import { proposalWords } from "./answer";

type Props = {
  rows: readonly RequestRow[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
};

/** Who asks for another time, for which visit, and which times would suit. */
export function RequestsTable({ rows, openId, rowLink, busy }: Props) {
  const walk = useRows();
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("requests.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            <th scope="col">{t("column.visit")}</th>
            <th scope="col">{t("requests.suits")}</th>
            <th scope="col">{t("requests.asked")}</th>
            <th scope="col">{t("column.state")}</th>
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

function Row({ row, open, href }: { row: RequestRow; open: boolean; href: string }) {
  const { visit } = row;
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {visit.participant.code}
        </a>{" "}
        {visit.participant.name}
      </th>
      <td>
        {visitTitle(visit)}
        <div class={table.second}>{whenWords(visit)}</div>
      </td>
      <td>
        {row.proposals.map((proposal) => (
          <div key={`${proposal.date}${proposal.part}`}>{proposalWords(proposal)}</div>
        ))}
      </td>
      <td>
        <When at={row.made_at} end />
      </td>
      <td>
        <RequestMark status={row.status} />
        {row.answered_at && (
          <div class={table.second}>
            {row.answered_by && `${row.answered_by}, `}
            <When at={row.answered_at} end />
          </div>
        )}
      </td>
    </tr>
  );
}
