import { useLocation, useRoute } from "preact-iso";

import { ButtonLink } from "../../ui/Button";
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
import { alerts, checkIns, DICTIONARY_CSV, reportPath, REPORTS, REPORTS_CSV } from "./data";
import { Head } from "./Head";
import { ReportPanel } from "./ReportPanel";
import { ReportsTable } from "./ReportsTable";

const defaults = { unread: "true", page: "1" };

/** Reports that nobody has read yet, or all of them. */
export function ReportsPage() {
  const { participant, id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(REPORTS, defaults);
  const unread = filters.unread === "true";
  const counts = useLoad("alert counts", alerts.counts, { keep: true });
  const list = useLoad(`reports ${filters.unread} ${filters.page}`, () => checkIns.reports(unread, Number(filters.page)), {
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
      count={list.data && t("reports.count", { n: list.data.total })}
      actions={<Exports />}
      filters={
        <>
          <Head current="reports" counts={counts.data} />
          <FilterBar>
            <SelectFilter
              label={t("reports.show")}
              value={String(unread)}
              choices={[
                { value: "true", label: t("reports.unread") },
                { value: "false", label: t("reports.all") },
              ]}
              onChange={(value) => set({ unread: value })}
            />
          </FilterBar>
        </>
      }
      panel={participant && id && <ReportPanel participant={participant} id={id} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(unread ? "reports.none_unread" : "reports.none")} />
          ) : (
            <>
              <ReportsTable
                rows={rows}
                openId={id}
                rowLink={(row) => link(keepPage, reportPath(row.who.participant_id, row.id))}
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

/** All reports as a table to compute with, and what its columns mean. */
function Exports() {
  return (
    <>
      <ButtonLink kind="plain" icon="save" href={REPORTS_CSV} download>
        {t("reports.csv")}
      </ButtonLink>
      <ButtonLink kind="plain" icon="document" href={DICTIONARY_CSV} download>
        {t("reports.dictionary")}
      </ButtonLink>
    </>
  );
}
