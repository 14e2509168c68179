import { useLocation, useRoute } from "preact-iso";

import { ButtonLink } from "../../ui/Button";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { focusRow, useRows } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { AnnounceForm } from "./AnnounceForm";
import { AnnouncementPanel } from "./AnnouncementPanel";
import { type Announcement, announcements, titleOf } from "./announcing";
import { ANNOUNCEMENTS, NEW, threads } from "./data";
import { Head } from "./Head";
import styles from "./Messages.module.css";

const pathOf = (id: string) => `${ANNOUNCEMENTS}/${id}`;

/** What the study told many at once, with how many have read it; and the form for the next one. */
export function AnnouncementsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const list = useLoad("announcements", announcements.list, { keep: true });
  const counts = useLoad("thread counts", threads.counts, { keep: true });
  useFresh(list.reload);
  const close = () => {
    route(ANNOUNCEMENTS);
    if (id) focusRow(id);
  };
  const studies = list.data?.studies ?? [];
  const open = list.data?.rows.find((one) => one.id === id);
  return (
    <Page
      title={t("announcements.title")}
      count={list.data && t("announcements.count", { n: list.data.rows.length })}
      actions={
        studies.length > 0 && (
          <ButtonLink icon="plus" href={pathOf(NEW)} data-row={NEW}>
            {t("announcements.new")}
          </ButtonLink>
        )
      }
      filters={<Head current="announcements" counts={counts.data} />}
      panel={
        id === NEW && studies.length > 0 ? (
          <AnnounceForm studies={studies} onClose={close} onSent={(sent) => route(pathOf(sent))} />
        ) : (
          open && <AnnouncementPanel row={open} studies={studies} onClose={close} />
        )
      }
    >
      <Shown of={list}>
        {({ rows }) =>
          rows.length === 0 ? <Empty title={t("announcements.none")} /> : <Rows rows={rows} openId={id} />
        }
      </Shown>
    </Page>
  );
}

function Rows({ rows, openId }: { rows: readonly Announcement[]; openId: string | undefined }) {
  const walk = useRows();
  return (
    <div class={table.list} {...walk}>
      <table class={`${table.table} ${styles.table}`}>
        <caption class="visually-hidden">{t("announcements.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("announcements.column.title")}</th>
            <th scope="col" class={styles.when}>
              {t("messages.column.when")}
            </th>
            <th scope="col" class={`${table.wide} ${styles.by}`}>
              {t("announcements.column.by")}
            </th>
            <th scope="col" class={styles.number}>
              {t("announcements.column.reached")}
            </th>
            <th scope="col" class={styles.number}>
              {t("announcements.column.read")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-open={row.id === openId}>
              <th scope="row">
                <a
                  data-row={row.id}
                  href={pathOf(row.id)}
                  class={styles.title}
                  aria-current={row.id === openId ? "true" : undefined}
                >
                  {titleOf(row)}
                </a>
              </th>
              <td>
                <When at={row.at} />
              </td>
              <td class={table.wide}>{row.by}</td>
              <td class={`${table.numbers} ${styles.number}`}>{row.reached}</td>
              <td class={`${table.numbers} ${styles.number}`}>{row.read}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
