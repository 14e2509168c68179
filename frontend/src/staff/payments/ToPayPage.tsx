import { Head } from "../claims/Head";
import { useFilters } from "../data/address";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { can, mySites } from "../session/session";
import { BatchForm } from "./BatchForm";
import { payments, TO_PAY } from "./data";
import styles from "./Payments.module.css";
import { ToPayTable } from "./ToPayTable";
import { useCounts } from "./useCounts";

const defaults = { site: "" };

/** Approved claims that are in no batch, the longest waiting first; finance puts them into one. */
export function ToPayPage() {
  const { filters, set } = useFilters(TO_PAY, defaults);
  const list = useLoad("to pay", payments.toPay, { keep: true });
  useFresh(list.reload);
  const counts = useCounts();
  const pays = can("claims.pay");
  const rows = (list.data?.rows ?? []).filter(({ who }) => filters.site === "" || who.site.id === filters.site);

  return (
    <Page
      title={t("topay.title")}
      count={list.data && t("topay.count", { n: rows.length })}
      filters={
        <>
          <Head current="to-pay" counts={counts} />
          {mySites().length > 1 && (
            <FilterBar onClear={filters.site ? () => set({ site: "" }) : undefined}>
              <SelectFilter
                label={t("column.site")}
                value={filters.site}
                choices={[
                  { value: "", label: t("filter.any") },
                  ...mySites().map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(site) => set({ site })}
              />
            </FilterBar>
          )}
          {!pays && <p class={styles.soft}>{t("topay.reading")}</p>}
        </>
      }
    >
      <Shown of={list}>
        {(found) => (
          <>
            {rows.length === 0 ? (
              <Empty title={t(filters.site ? "topay.none_here" : "topay.none")}>
                <p>{t("topay.none.text")}</p>
              </Empty>
            ) : (
              <ToPayTable rows={rows} busy={list.loading} choosing={pays} />
            )}
            {pays && <BatchForm rows={rows} all={found.rows} today={found.today} />}
          </>
        )}
      </Shown>
    </Page>
  );
}
