import { useLoad } from "../../data/useLoad";
import { t } from "../../i18n";
import { Page } from "../../parts/Page";
import { useRows } from "../../parts/rows";
import { Empty, Shown } from "../../parts/Shown";
import table from "../../parts/Table.module.css";
import { can } from "../../session/session";
import { ConsentTabs } from "../ConsentTabs";
import { consents, type VersionRow } from "../data";
import { VersionMark } from "./TextMarks";
import { dayOr } from "./words";

/** Every version of the consent text, the newest first. */
export function VersionsPage() {
  const loaded = useLoad("consent versions", consents.versions);
  return (
    <Page
      title={t("texts.title")}
      count={loaded.data && t("texts.count", { n: loaded.data.rows.length })}
      filters={<ConsentTabs current="texts" />}
    >
      <Shown of={loaded}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t("texts.none")}>
              <p>{t("texts.none.text")}</p>
            </Empty>
          ) : (
            <Versions rows={rows} />
          )
        }
      </Shown>
    </Page>
  );
}

function Versions({ rows }: { rows: readonly VersionRow[] }) {
  const walk = useRows();
  const studies = new Set(rows.map(({ study }) => study)).size > 1;
  return (
    <div class={table.list} {...walk}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("texts.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("texts.version")}</th>
            <th scope="col">{t("texts.state")}</th>
            <th scope="col">{t("texts.approved_on")}</th>
            <th scope="col">{t("texts.valid_from")}</th>
            <th scope="col">{t("texts.valid_until")}</th>
            <th scope="col">{t("texts.signed")}</th>
            <th scope="col">{t("texts.to_sign")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} study={studies} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `study`: several studies are listed, so each row says which. */
function Row({ row, study }: { row: VersionRow; study: boolean }) {
  return (
    <tr>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={`/staff/consent/versions/${row.id}`}>
          {row.label}
        </a>
        {study && ` ${row.study}`}
      </th>
      <td>
        <VersionMark row={row} />
      </td>
      <td>{dayOr(row.approved_on, t("texts.not_yet"))}</td>
      <td>{dayOr(row.valid_from, "")}</td>
      <td>{row.approved_on && dayOr(row.valid_until, t("texts.open_end"))}</td>
      <td class={table.numbers}>
        <Counted n={row.signed} href={`/staff/consent?signed=${row.id}`} />
      </td>
      <td class={table.numbers}>
        <Counted n={row.to_sign} href={row.state === "in_force" ? `/staff/consent?again=${row.id}` : null} />
      </td>
    </tr>
  );
}

/** A number that leads to its list, for whom may see it. */
export function Counted({ n, href }: { n: number; href: string | null }) {
  return n > 0 && href && can("consent.read") ? <a href={href}>{n}</a> : <>{n}</>;
}
