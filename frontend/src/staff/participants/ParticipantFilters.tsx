import type { ParticipantStatus } from "../data/types";
import { t } from "../i18n";
import { FilterBar, SearchFilter, SelectFilter, TickFilter } from "../parts/Filters";
import { mySites } from "../session/session";

type Values = { site: string; status: string; late: string; not_joined: string; q: string };

const statuses: readonly ParticipantStatus[] = [
  "invited",
  "screening",
  "enrolled",
  "completed",
  "withdrawn",
  "ineligible",
];

type Props = { filters: Values; set: (change: Partial<Values>) => void; onClear: (() => void) | undefined };

export function ParticipantFilters({ filters, set, onClear }: Props) {
  const sites = mySites();
  const any = { value: "", label: t("filter.any") };
  return (
    <FilterBar onClear={onClear}>
      <SearchFilter label={t("filter.search")} value={filters.q} onChange={(q) => set({ q })} />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={filters.site}
          choices={[any, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(site) => set({ site })}
        />
      )}
      <SelectFilter
        label={t("filter.status")}
        value={filters.status}
        choices={[any, ...statuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
        onChange={(status) => set({ status })}
      />
      <TickFilter
        label={t("filter.late")}
        on={filters.late === "true"}
        onChange={(on) => set({ late: on ? "true" : "" })}
      />
      <TickFilter
        label={t("joining.filter")}
        on={filters.not_joined === "true"}
        onChange={(on) => set({ not_joined: on ? "true" : "" })}
      />
    </FilterBar>
  );
}
