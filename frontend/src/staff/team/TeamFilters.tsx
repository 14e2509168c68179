import { t } from "../i18n";
import { FilterBar, SearchFilter, SelectFilter } from "../parts/Filters";
import { type Place, roles } from "./data";
import { placeWords } from "./words";

type Values = { q: string; role: string; site: string; state: string };

type Props = {
  places: readonly Place[];
  filters: Values;
  set: (change: Partial<Values>) => void;
  onClear: (() => void) | undefined;
};

const states = ["in", "invited", "expired", "left", "all"] as const;

export function TeamFilters({ places, filters, set, onClear }: Props) {
  const any = { value: "", label: t("filter.any") };
  const sites = places.flatMap((place) =>
    place.site_id ? [{ value: place.site_id, label: placeWords(place, places) }] : [],
  );
  return (
    <FilterBar onClear={onClear}>
      <SearchFilter label={t("team.search")} value={filters.q} onChange={(q) => set({ q })} />
      <SelectFilter
        label={t("team.role")}
        value={filters.role}
        choices={[any, ...roles.map((role) => ({ value: role, label: t(`role.${role}`) }))]}
        onChange={(role) => set({ role })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={filters.site}
          choices={[any, ...sites]}
          onChange={(site) => set({ site })}
        />
      )}
      <SelectFilter
        label={t("team.state")}
        value={filters.state}
        choices={[
          { value: "", label: t("team.filter.here") },
          ...states.map((value) => ({ value, label: t(`team.filter.${value}`) })),
        ]}
        onChange={(state) => set({ state })}
      />
    </FilterBar>
  );
}
