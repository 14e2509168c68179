import { t } from "../i18n";
import { FilterBar, SelectFilter, TickFilter } from "../parts/Filters";
import { mySites } from "../session/session";
import type { Count, Wanted } from "./data";
import { kinds } from "./kinds";

type Props = { filters: Wanted; counts: readonly Count[]; set: (change: Partial<Wanted>) => void };

/** Each kind with its number; how much is snoozed is always said. */
export function QueueFilters({ filters, counts, set }: Props) {
  const { site, kind, mine, snoozed } = filters;
  const sites = mySites();
  const asleep = counts.reduce((sum, count) => sum + count.snoozed, 0);
  const number = (count: Count) => (snoozed ? count.snoozed : mine ? count.mine : count.waiting);
  const narrowed = Boolean(site || kind || mine || snoozed);
  return (
    <FilterBar onClear={narrowed ? () => set({ site: "", kind: "", mine: "", snoozed: "" }) : undefined}>
      <SelectFilter
        label={t("queue.kind")}
        value={kind}
        choices={[
          { value: "", label: t("filter.any") },
          ...counts.map((count) => ({
            value: count.kind,
            label: t("queue.kind_n", { kind: t(kinds[count.kind].name), n: number(count) }),
          })),
        ]}
        onChange={(value) => set({ kind: value })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={site}
          choices={[{ value: "", label: t("filter.any") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => set({ site: value })}
        />
      )}
      <TickFilter label={t("queue.mine")} on={mine === "true"} onChange={(on) => set({ mine: on ? "true" : "" })} />
      <TickFilter
        label={t("queue.snoozed", { n: asleep })}
        on={snoozed === "true"}
        onChange={(on) => set({ snoozed: on ? "true" : "" })}
      />
    </FilterBar>
  );
}
