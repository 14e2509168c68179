import type { VisitsState } from "../data/types";
import { t } from "../i18n";
import { DayFilter, FilterBar, SelectFilter } from "../parts/Filters";
import { Tabs } from "../parts/Tabs";
import { mySites } from "../session/session";
import styles from "./VisitFilters.module.css";

type Values = { state: string; site: string; from: string; to: string };

type Props = {
  filters: Values;
  set: (change: Partial<Values>) => void;
  link: (change: Partial<Values>) => string;
  onClear: (() => void) | undefined;
};

const states: readonly VisitsState[] = ["to_book", "booked", "outcome_missing", "late", "all"];

/** What the visits wait for, then which days and which site. */
export function VisitFilters({ filters, set, link, onClear }: Props) {
  const sites = mySites();
  return (
    <div class={styles.filters}>
      <Tabs
        label={t("visits.states")}
        current={filters.state}
        tabs={states.map((state) => ({ key: state, label: t(`visits.state.${state}`), href: link({ state }) }))}
      />
      <FilterBar onClear={onClear}>
        <DayFilter label={t("filter.from")} value={filters.from} onChange={(from) => set({ from })} />
        <DayFilter label={t("filter.to")} value={filters.to} onChange={(to) => set({ to })} />
        {sites.length > 1 && (
          <SelectFilter
            label={t("column.site")}
            value={filters.site}
            choices={[{ value: "", label: t("filter.any") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(site) => set({ site })}
          />
        )}
      </FilterBar>
    </div>
  );
}
