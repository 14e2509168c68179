import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { useRows } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { type FoundRow, threads } from "./data";
import styles from "./Messages.module.css";

/** The most that the server gives (api: messages/desk_routes.py). */
const MOST = 50;

type Props = { words: string; at: string; link: (thread: string, message: string) => string };

/** Messages and notes that have the words, the newest first; each opens its conversation at itself. */
export function Found({ words, at, link }: Props) {
  const found = useLoad(`found ${words}`, () => threads.find(words), { keep: true });
  return (
    <Shown of={found}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={t("messages.found.none")}>
            <p>{t("messages.found.none.text")}</p>
          </Empty>
        ) : (
          <Hits rows={rows} at={at} link={link} busy={found.loading} />
        )
      }
    </Shown>
  );
}

type HitsProps = { rows: readonly FoundRow[]; at: string; link: Props["link"]; busy: boolean };

function Hits({ rows, at, link, busy }: HitsProps) {
  const walk = useRows();
  const words = rows.length < MOST ? t("messages.found", { n: rows.length }) : t("messages.found.most", { n: MOST });
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <p class={styles.found} role="status">
        {words}
      </p>
      <table class={`${table.table} ${table.fixed} ${styles.table}`}>
        <caption class="visually-hidden">{words}</caption>
        <thead>
          <tr>
            <th scope="col" class={styles.who}>
              {t("column.participant")}
            </th>
            <th scope="col" class={`${table.wide} ${styles.topic}`}>
              {t("messages.column.topic")}
            </th>
            <th scope="col">{t("messages.column.words")}</th>
            <th scope="col" class={styles.when}>
              {t("messages.column.when")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Hit key={row.message_id} row={row} open={row.message_id === at} href={link(row.thread_id, row.message_id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Hit({ row, open, href }: { row: FoundRow; open: boolean; href: string }) {
  return (
    <tr data-open={open}>
      <th scope="row">
        <a class={table.open} data-row={row.message_id} href={href} aria-current={open ? "true" : undefined}>
          {row.code}
        </a>{" "}
        <span class={styles.name}>{row.name}</span>
        <div class={table.second}>{row.site_name}</div>
      </th>
      <td class={table.wide}>{row.topic_label}</td>
      <td>
        <p class={styles.last}>
          {row.author}: {row.excerpt}
        </p>
        {row.note && <Mark icon="lock">{t("messages.note")}</Mark>}
      </td>
      <td>
        <When at={row.at} end />
      </td>
    </tr>
  );
}
