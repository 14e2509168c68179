import { t } from "../i18n";
import { DayFilter, FilterBar, SelectFilter } from "../parts/Filters";
import { mySites } from "../session/session";
import { type Choices, type Narrowed, sides } from "./data";
import { actionChoices, kindWords } from "./words";

type Props = {
  narrowed: Narrowed;
  choices: Choices | null;
  set: (change: Partial<Narrowed>) => void;
  onClear: (() => void) | undefined;
};

export function HistoryFilters({ narrowed, choices, set, onClear }: Props) {
  const sites = mySites();
  const any = { value: "", label: t("filter.any") };
  const kinds = (choices?.kinds ?? []).map((value) => ({ value, label: kindWords(value) }));
  return (
    <FilterBar onClear={onClear}>
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={narrowed.site}
          choices={[any, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(site) => set({ site })}
        />
      )}
      <SelectFilter
        label={t("column.participant")}
        value={narrowed.participant}
        choices={[any, ...(choices?.participants ?? []).map(({ id, code }) => ({ value: id, label: code }))]}
        onChange={(participant) => set({ participant })}
      />
      <SelectFilter
        label={t("history.who")}
        value={narrowed.who}
        choices={[
          any,
          ...sides.map((side) => ({ value: side, label: t(`history.side.${side}`) })),
          ...(choices?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(who) => set({ who })}
      />
      <SelectFilter
        label={t("history.kind")}
        value={narrowed.kind}
        choices={[any, ...kinds.sort((a, b) => a.label.localeCompare(b.label))]}
        onChange={(kind) => set({ kind })}
      />
      <SelectFilter
        label={t("history.action")}
        value={narrowed.action}
        choices={[any, ...actionChoices()]}
        onChange={(action) => set({ action })}
      />
      <DayFilter label={t("history.first")} value={narrowed.first} onChange={(first) => set({ first })} />
      <DayFilter label={t("history.last")} value={narrowed.last} onChange={(last) => set({ last })} />
    </FilterBar>
  );
}
