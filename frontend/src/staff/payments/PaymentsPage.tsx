import { useLocation, useRoute } from "preact-iso";

import { Head } from "../claims/Head";
import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { BatchesTable } from "./BatchesTable";
import { BatchPanel } from "./BatchPanel";
import { batchPath, payments, PAYMENTS } from "./data";
import { useCounts } from "./useCounts";

const defaults = { page: "1" };

/** The batches, the newest first, and one of them beside. */
export function PaymentsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link } = useFilters(PAYMENTS, defaults);
  const counts = useCounts();
  const page = Number(filters.page);
  const list = useLoad(`batches ${filters.page}`, () => payments.batches(page), { keep: true });
  useFresh(list.reload);
  const keepPage = { page: filters.page };
  const close = () => {
    route(link(keepPage));
    if (id) focusRow(id);
  };

  return (
    <Page
      title={t("batches.title")}
      count={list.data && t("batches.count", { n: list.data.total })}
      filters={<Head current="payments" counts={counts} />}
      panel={id && <BatchPanel id={id} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t("batches.none")}>
              <p>{t("batches.none.text")}</p>
            </Empty>
          ) : (
            <>
              <BatchesTable
                rows={rows}
                openId={id}
                rowLink={(row) => link(keepPage, batchPath(row))}
                busy={list.loading}
              />
              <Pager page={page} size={PAGE_SIZE} total={total} link={(to) => link({ page: to })} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
