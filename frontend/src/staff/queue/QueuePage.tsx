import { useRef } from "preact/hooks";

import { Notice } from "../../ui/Notice";
import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { Empty, Shown } from "../parts/Shown";
import { everything, QUEUE, queue, type Row } from "./data";
import { HandOverDialog } from "./HandOverDialog";
import styles from "./Queue.module.css";
import { QueueFilters } from "./QueueFilters";
import { QueueTable } from "./QueueTable";
import { SnoozeDialog } from "./SnoozeDialog";
import { useActs } from "./useActs";
import { usePulse } from "./usePulse";

const nothing: readonly Row[] = [];

/** Everything that waits for the team: what, for whom, since when, by when, and who has it. */
export function QueuePage() {
  const { filters, link, set } = useFilters(QUEUE, everything);
  const wanted = JSON.stringify(filters);
  const list = useLoad(`queue ${wanted}`, () => queue.list(filters), { keep: true });
  usePulse(list.reload);
  // What comes by itself must not flicker: the list is dimmed only for filters that were chosen.
  const shown = useRef(wanted);
  if (!list.loading) shown.current = wanted;
  const acts = useActs(list.data?.rows ?? nothing);
  const snoozed = filters.snoozed === "true";
  const narrowed = Boolean(filters.site || filters.kind || filters.mine);
  const total = list.data?.total ?? 0;

  return (
    <Page
      title={t("queue.title")}
      count={list.data && t(snoozed ? "queue.count.snoozed" : "queue.count", { n: total })}
      filters={<QueueFilters filters={filters} counts={list.data?.counts ?? []} set={set} />}
    >
      {acts.problem && (
        <div class={styles.problem}>
          <Notice kind="red" role="alert">
            <strong>{t("queue.refused")}</strong>
            <p>{acts.problem.detail || acts.problem.title}</p>
          </Notice>
        </div>
      )}
      <Shown of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing snoozed={snoozed} narrowed={narrowed} />
          ) : (
            <>
              <QueueTable rows={rows} acts={acts} busy={list.loading && shown.current !== wanted} snoozed={snoozed} />
              <Pager page={Number(filters.page)} size={PAGE_SIZE} total={total} link={(page) => link({ page })} />
            </>
          )
        }
      </Shown>
      {acts.asking?.act === "hand" && <HandOverDialog row={acts.asking.row} onClose={() => acts.ask(null)} />}
      {acts.asking?.act === "snooze" && <SnoozeDialog row={acts.asking.row} onClose={() => acts.ask(null)} />}
    </Page>
  );
}

function Nothing({ snoozed, narrowed }: { snoozed: boolean; narrowed: boolean }) {
  if (snoozed) return <Empty title={t("queue.none.snoozed")} />;
  if (narrowed) return <Empty title={t("queue.none.filtered")} />;
  return (
    <Empty title={t("queue.none")}>
      <p>{t("queue.none.text")}</p>
    </Empty>
  );
}
