import { useLocation, useRoute } from "preact-iso";

import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { AlertPanel } from "./AlertPanel";
import { AlertsTable } from "./AlertsTable";
import { alertPath, alerts, ALERTS, waitings } from "./data";
import { Head } from "./Head";

const defaults = { waiting: "open", page: "1" };

/** What reports ask the team to do: the most urgent and longest waiting first, as the server sorts. */
export function AlertsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(ALERTS, defaults);
  const waiting = waitings.find((one) => one === filters.waiting) ?? "open";
  const list = useLoad(`alerts ${waiting} ${filters.page}`, () => alerts.list(waiting, Number(filters.page)), {
    keep: true,
  });
  useFresh(list.reload);
  const keepPage = { page: filters.page };
  const close = () => {
    route(link(keepPage));
    if (id) focusRow(id);
  };

  return (
    <Page
      title={t("alerts.title")}
      count={list.data && t("alerts.count", { n: list.data.total })}
      filters={
        <>
          <Head current="alerts" counts={list.data?.counts ?? null} />
          <FilterBar onClear={waiting === "open" ? undefined : () => set({ waiting: "open" })}>
            <SelectFilter
              label={t("alerts.waiting")}
              value={waiting}
              choices={waitings.map((value) => ({ value, label: t(`alerts.waiting.${value}`) }))}
              onChange={(value) => set({ waiting: value })}
            />
          </FilterBar>
        </>
      }
      panel={id && <AlertPanel id={id} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(`alerts.none.${waiting}`)} />
          ) : (
            <>
              <AlertsTable
                rows={rows}
                openId={id}
                rowLink={(row) => link(keepPage, alertPath(row))}
                busy={list.loading}
                closed={waiting === "closed"}
              />
              <Pager page={Number(filters.page)} size={PAGE_SIZE} total={total} link={(page) => link({ page })} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
