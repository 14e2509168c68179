import { Icon } from "../../ui/Icon";
import type { ParticipantRow } from "../data/types";
import { t } from "../i18n";
import { Mark, ParticipantMark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import { Sortable } from "../parts/Sortable";
import table from "../parts/Table.module.css";
import { mySites } from "../session/session";
import { visitTitle } from "../visits/words";
import { between, dayAndTime } from "../words/dates";
import styles from "./Participants.module.css";
import { flagWords, languageName, lateWords, phaseWords } from "./words";

type Props = {
  rows: readonly ParticipantRow[];
  openId: string | undefined;
  sort: string;
  rowLink: (id: string) => string;
  sortLink: (by: string) => string;
  busy: boolean;
};

/** The list: who, where in the study, what comes next, what is late. */
export function ParticipantsTable({ rows, openId, sort, rowLink, sortLink, busy }: Props) {
  const walk = useRows();
  const sites = mySites().length > 1;
  const head = (by: string, text: string, name?: string) => (
    <Sortable by={by} sort={sort} href={sortLink(by)} class={name}>
      {text}
    </Sortable>
  );
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={`${table.table} ${table.fixed}`}>
        <caption class="visually-hidden">{t("participants.title")}</caption>
        <thead>
          <tr>
            {head("code", t("column.code"), styles.codeColumn)}
            {head("name", t("column.name"))}
            {sites && (
              <th scope="col" class={table.wide}>
                {t("column.site")}
              </th>
            )}
            <th scope="col" class={table.wide}>
              {t("column.status")}
            </th>
            {head("next_visit", t("column.next"), styles.nextColumn)}
            {head("late", t("column.late"), styles.lateColumn)}
            <th scope="col" class={table.wide}>
              {t("column.language")}
            </th>
            <th scope="col" class={table.wide}>
              {t("column.flags")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} sites={sites} open={row.id === openId} href={rowLink(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { row: ParticipantRow; sites: boolean; open: boolean; href: string };

/** `sites`: the person works at several, so each row says which. */
function Row({ row, sites, open, href }: RowProps) {
  const more = [sites ? row.site.name : "", languageName(row.language), flagWords(row)];
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {row.code}
        </a>
      </th>
      <td>
        <span class={styles.name}>{row.name}</span>
        <span class={table.narrow}>
          {row.phase ? <span class={styles.phase}>{phaseWords(row.phase)}</span> : <ParticipantMark status={row.status} />}
        </span>
        <span class={`${table.narrow} ${table.second}`}>
          {more.filter(Boolean).join(" · ")}
        </span>
      </td>
      {sites && <td class={`${table.wide} ${table.second}`}>{row.site.name}</td>}
      <td class={table.wide}>
        <Standing row={row} />
      </td>
      <td>
        <NextVisit row={row} />
      </td>
      <td>
        {row.late.length > 0 && (
          <ul class={styles.late}>
            {row.late.map((late) => (
              <li key={`${late.kind}${late.visit_id ?? late.name}`}>
                <Icon name="alert" size={16} />
                <span>{lateWords(late)}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td class={table.wide}>{languageName(row.language)}</td>
      <td class={table.wide}>{flagWords(row)}</td>
    </tr>
  );
}

/** Her status and where she is in the study; said once where both are the same word. */
function Standing({ row }: { row: ParticipantRow }) {
  return (
    <span class={styles.standing}>
      {row.phase?.key !== row.status && <ParticipantMark status={row.status} />}
      {row.phase && <span class={styles.phase}>{phaseWords(row.phase)}</span>}
      {!row.joined && <span class={table.second}>{t("joining.not_yet")}</span>}
    </span>
  );
}

/** A booked time is said to the minute; a window is said as one, so that nobody takes it for a time. */
function NextVisit({ row }: { row: ParticipantRow }) {
  const next = row.next_visit;
  if (!next) return <span class={table.second}>{t("next.none")}</span>;
  return (
    <>
      <span class={styles.visit}>{visitTitle(next)}</span>
      {next.local_date && next.local_time ? (
        <Mark icon="clock" tone="teal">
          {dayAndTime(next.local_date, next.local_time)}
        </Mark>
      ) : (
        <Mark icon="calendar" tone="soft">
          {between(next.window)}
        </Mark>
      )}
    </>
  );
}
