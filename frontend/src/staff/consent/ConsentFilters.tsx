import { t } from "../i18n";
import { FilterBar, SelectFilter, TickFilter } from "../parts/Filters";
import { mySites } from "../session/session";
import { ConsentTabs } from "./ConsentTabs";
import styles from "./Consent.module.css";
import { stageNames } from "./Marks";

type Values = Record<"site" | "stage" | "mine" | "signed" | "again", string>;

type Props = { filters: Values; set: (change: Partial<Values>) => void; onClear: (() => void) | undefined };

/** People or texts, then which people. */
export function ConsentFilters({ filters, set, onClear }: Props) {
  const sites = mySites();
  const any = { value: "", label: t("filter.any") };
  return (
    <div class={styles.filters}>
      <ConsentTabs current="people" />
      <FilterBar onClear={onClear}>
        {sites.length > 1 && (
          <SelectFilter
            label={t("column.site")}
            value={filters.site}
            choices={[any, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(site) => set({ site })}
          />
        )}
        <SelectFilter
          label={t("consent.filter.stage")}
          value={filters.stage}
          choices={[any, ...stageNames.map((value) => ({ value, label: t(`consent.stage.${value}`) }))]}
          onChange={(stage) => set({ stage })}
        />
        <TickFilter
          label={t("consent.filter.mine")}
          on={filters.mine === "true"}
          onChange={(on) => set({ mine: on ? "true" : "" })}
        />
        {(["signed", "again"] as const).map(
          (key) =>
            filters[key] && (
              <TickFilter key={key} label={t(`consent.filter.${key}`)} on onChange={() => set({ [key]: "" })} />
            ),
        )}
      </FilterBar>
    </div>
  );
}
