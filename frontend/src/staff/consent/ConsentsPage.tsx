import { useLocation, useRoute } from "preact-iso";

import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { ConsentFilters } from "./ConsentFilters";
import { ConsentPanel } from "./ConsentPanel";
import { ConsentsTable } from "./ConsentsTable";
import { consents } from "./data";

const PATH = "/staff/consent";
const defaults = { site: "", stage: "", mine: "", signed: "", again: "", page: "1" };
const narrowing = ["site", "stage", "mine", "signed", "again"] as const;

/** Where every participant stands with the consent, what waits for the team first. */
export function ConsentsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(PATH, defaults);
  const list = useLoad(`consents?${new URLSearchParams(filters).toString()}`, () => consents.list(filters), {
    keep: true,
  });
  const keepPage = { page: filters.page };
  const close = () => {
    route(link(keepPage));
    if (id) focusRow(id);
  };
  const narrowedBy = narrowing.filter((key) => filters[key] !== "");
  const narrowed = narrowedBy.length > 0;
  const only = narrowedBy.join() === "mine";

  return (
    <Page
      title={t("consent.title")}
      count={list.data && t("consent.count", { n: list.data.total })}
      filters={
        <ConsentFilters
          filters={filters}
          set={set}
          onClear={narrowed ? () => set({ site: "", stage: "", mine: "", signed: "", again: "" }) : undefined}
        />
      }
      panel={id && <ConsentPanel id={id} onClose={close} />}
    >
      <Shown of={list} lines={10}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(only ? "consent.none_mine" : narrowed ? "consent.none_found" : "consent.none")} />
          ) : (
            <>
              <ConsentsTable
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
