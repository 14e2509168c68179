import { useLocation, useRoute } from "preact-iso";

import { useFilters } from "../data/address";
import { PAGE_SIZE, staff } from "../data/api";
import type { RequestStatus } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { Tabs } from "../parts/Tabs";
import { RequestPanel } from "./RequestPanel";
import { RequestsTable } from "./RequestsTable";

const PATH = "/staff/requests";
const defaults = { status: "open", page: "1" };
const shown = ["open", "answered", "declined", "all"] as const;

/** Requests for another time: those that wait, and what became of the others. */
export function RequestsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link } = useFilters(PATH, defaults);
  const status = filters.status === "all" ? "" : (filters.status as RequestStatus);
  const list = useLoad(
    `requests ${filters.status} ${filters.page}`,
    () => staff.requests(status, Number(filters.page)),
    { keep: true },
  );
  const keepPage = { page: filters.page };
  const close = () => {
    route(link(keepPage));
    if (id) focusRow(id);
  };
  return (
    <Page
      title={t("requests.title")}
      count={list.data && t("requests.count", { n: list.data.total })}
      filters={
        <Tabs
          label={t("requests.states")}
          current={filters.status}
          tabs={shown.map((key) => ({ key, label: t(`requests.state.${key}`), href: link({ status: key }) }))}
        />
      }
      panel={id && <RequestPanel id={id} rows={list.data?.rows ?? null} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(filters.status === "open" ? "requests.none_open" : "requests.none")} />
          ) : (
            <>
              <RequestsTable
                rows={rows}
                openId={id}
                rowLink={(row) => link(keepPage, `${PATH}/${row}`)}
                busy={list.loading}
              />
              <Pager page={Number(filters.page)} size={PAGE_SIZE} total={total} link={(page) => link({ page })} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
