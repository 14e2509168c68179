import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { mySites } from "../session/session";
import { shortDay } from "../words/dates";
import type { ConsentRow } from "./data";
import { StageMark } from "./Marks";

type Props = {
  rows: readonly ConsentRow[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
};

/** Who stands where with the consent, since when, and what waits. */
export function ConsentsTable({ rows, openId, rowLink, busy }: Props) {
  const walk = useRows();
  const sites = mySites().length > 1;
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={table.table}>
        <caption class="visually-hidden">{t("consent.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.participant")}</th>
            {sites && (
              <th scope="col" class={table.wide}>
                {t("column.site")}
              </th>
            )}
            <th scope="col">{t("consent.column.stage")}</th>
            <th scope="col">{t("consent.column.since")}</th>
            <th scope="col">{t("consent.column.version")}</th>
            <th scope="col" class={table.wide}>
              {t("consent.column.questions")}
            </th>
            <th scope="col" class={table.wide}>
              {t("consent.column.awaited")}
            </th>
            <th scope="col">{t("consent.column.sign_by")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.participant_id}
              row={row}
              sites={sites}
              open={row.participant_id === openId}
              href={rowLink(row.participant_id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { row: ConsentRow; sites: boolean; open: boolean; href: string };

/** `sites`: the person works at several, so each row says which. */
function Row({ row, sites, open, href }: RowProps) {
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.participant_id} href={href} aria-current={open ? "true" : undefined}>
          {row.code}
        </a>{" "}
        {row.name}
        {sites && <span class={`${table.narrow} ${table.second}`}>{row.site.name}</span>}
      </th>
      {sites && <td class={table.wide}>{row.site.name}</td>}
      <td>
        <StageMark stage={row.stage} />
        {row.open_questions > 0 && (
          <div class={`${table.narrow} ${table.second}`}>
            {t("consent.questions.open", { n: row.open_questions })}
            {row.held && `, ${t("consent.questions.held")}`}
          </div>
        )}
        <div class={`${table.narrow} ${table.second}`}>
          <Awaited row={row} />
        </div>
      </td>
      <td class={table.nowrap}>{row.since && <When at={row.since} timeZone={row.site.time_zone} end />}</td>
      <td class={table.numbers}>{row.version}</td>
      <td class={table.wide}>
        <Questions row={row} />
      </td>
      <td class={table.wide}>
        <Awaited row={row} />
      </td>
      <td class={`${table.numbers} ${table.nowrap}`}>
        <SignBy row={row} />
      </td>
    </tr>
  );
}

function Questions({ row }: { row: ConsentRow }) {
  if (!row.open_questions) return null;
  return (
    <>
      <Mark icon="help" tone="amber">
        {t("consent.questions.open", { n: row.open_questions })}
      </Mark>
      {row.held && <div class={table.second}>{t("consent.questions.held")}</div>}
    </>
  );
}

/** Whose signatures are missing, one a line. */
function Awaited({ row }: { row: ConsentRow }) {
  return (
    <>
      {row.awaited.map((role) => (
        <div key={role}>{t(`consent.role.${role}`)}</div>
      ))}
    </>
  );
}

/** The day a newer text is to be signed by; past it, in red and with the word. */
function SignBy({ row }: { row: Pick<ConsentRow, "sign_by" | "overdue"> }) {
  if (!row.sign_by) return null;
  const day = shortDay(row.sign_by);
  if (!row.overdue) return <>{day}</>;
  return (
    <Mark icon="alert" tone="red">
      {t("consent.overdue", { day })}
    </Mark>
  );
}
