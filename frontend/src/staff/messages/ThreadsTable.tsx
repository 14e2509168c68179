import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import { Sortable } from "../parts/Sortable";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { mySites } from "../session/session";
import type { Sort, ThreadRow } from "./data";
import { isBegun } from "./drafts";
import { AnswerBy, Holder, ToTranslate } from "./Marks";
import styles from "./Messages.module.css";
import { lastWords, zoneOf } from "./words";

type Props = {
  rows: readonly ThreadRow[];
  openId: string | undefined;
  rowLink: (id: string) => string;
  busy: boolean;
  /** The column whose values rise; null where none's do. */
  sort: Sort | null;
  sortLink: (by: Sort) => string;
};

/** Whose conversation it is, how it goes on, since when it waits, by when to answer, and who has it. */
export function ThreadsTable({ rows, openId, rowLink, busy, sort, sortLink }: Props) {
  const walk = useRows();
  const sites = mySites().length > 1;
  const head = (by: Sort, text: string, name: string | undefined) => (
    <Sortable by={by} sort={sort ?? ""} href={sortLink(by)} class={name}>
      {text}
    </Sortable>
  );
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={`${table.table} ${table.fixed} ${styles.table}`}>
        <caption class="visually-hidden">{t("messages.title")}</caption>
        <thead>
          <tr>
            {head("participant", t("column.participant"), styles.who)}
            {sites && head("site", t("column.site"), `${table.wide} ${styles.site}`)}
            {head("topic", t("messages.column.topic"), `${table.wide} ${styles.topic}`)}
            <th scope="col">{t("messages.column.last")}</th>
            {head("usual", t("messages.column.waiting"), styles.when)}
            <th scope="col" class={`${table.wide} ${styles.by}`}>
              {t("messages.column.by")}
            </th>
            {head("holder", t("messages.column.who"), `${table.wide} ${styles.holder}`)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} open={row.id === openId} href={rowLink(row.id)} sites={sites} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, open, href, sites }: { row: ThreadRow; open: boolean; href: string; sites: boolean }) {
  const { participant, last } = row;
  return (
    <tr data-open={open} data-unread={row.unread > 0}>
      <th scope="row">
        <a class={table.open} data-row={row.id} href={href} aria-current={open ? "true" : undefined}>
          {participant.code}
        </a>{" "}
        <span class={styles.name}>{participant.name}</span>
        {participant.partner && (
          <div class={table.second}>{t("messages.with_partner", { name: participant.partner })}</div>
        )}
        <div class={`${table.narrow} ${table.second}`}>{row.topic_label}</div>
      </th>
      {sites && <td class={table.wide}>{participant.site_name}</td>}
      <td class={table.wide}>{row.topic_label}</td>
      <td>
        <p class={styles.last}>
          {last && `${last.author}: `}
          {last?.kind === "note" && <em>{t("messages.note")} </em>}
          <span lang={last?.language}>{lastWords(row)}</span>
        </p>
        <Marks row={row} />
      </td>
      <td>
        <Waiting row={row} />
        <div class={`${table.narrow} ${table.second}`}>
          <AnswerBy thread={row} named />
        </div>
        <div class={`${table.narrow} ${table.second}`}>
          <Holder thread={row} />
        </div>
      </td>
      <td class={table.wide}>
        <AnswerBy thread={row} />
      </td>
      <td class={table.wide}>
        <Holder thread={row} />
      </td>
    </tr>
  );
}

function Marks({ row }: { row: ThreadRow }) {
  const begun = isBegun(row.id);
  if (!row.unread && !row.needs_translation && !begun) return null;
  return (
    <p class={styles.marks}>
      {row.unread > 0 && (
        <Mark icon="mail" tone="teal">
          {t("messages.unread", { n: row.unread })}
        </Mark>
      )}
      <ToTranslate thread={row} />
      {begun && (
        <Mark icon="edit" tone="amber">
          {t("messages.unsent")}
        </Mark>
      )}
    </p>
  );
}

function Waiting({ row }: { row: ThreadRow }) {
  if (row.status === "closed") return <span class={table.second}>{t("messages.closed")}</span>;
  if (!row.waiting_since) return <span class={table.second}>{t("messages.not_waiting")}</span>;
  return <When at={row.waiting_since} timeZone={zoneOf(row.participant)} end />;
}
