import { useLocation, useRoute } from "preact-iso";

import { useFilters } from "../data/address";
import { PAGE_SIZE, staff } from "../data/api";
import type { VisitsState } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { VisitFilters } from "./VisitFilters";
import { VisitPanel } from "./VisitPanel";
import { VisitsTable } from "./VisitsTable";

const PATH = "/staff/visits";
const defaults = { state: "to_book", site: "", from: "", to: "", page: "1" };

/** Visits of all participants by what they wait for. */
export function VisitsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(PATH, defaults);
  const list = useLoad(
    `visits?${new URLSearchParams(filters).toString()}`,
    () => staff.visits(filters),
    { keep: true },
  );
  const keepPage = { page: filters.page };
  const close = () => {
    route(link(keepPage));
    if (id) focusRow(id);
  };
  const state = filters.state as VisitsState;
  const narrowed = filters.site !== "" || filters.from !== "" || filters.to !== "";

  return (
    <Page
      title={t("visits.title")}
      count={list.data && t("visits.count", { n: list.data.total })}
      filters={
        <VisitFilters
          filters={filters}
          set={set}
          link={link}
          onClear={narrowed ? () => set({ site: "", from: "", to: "" }) : undefined}
        />
      }
      panel={id && <VisitPanel id={id} onClose={close} />}
    >
      <Shown of={list} lines={10}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={narrowed ? t("visits.empty.narrowed") : t(`visits.empty.${state}`)} />
          ) : (
            <>
              <VisitsTable
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
