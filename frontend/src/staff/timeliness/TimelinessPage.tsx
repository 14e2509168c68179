import { Button, ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { ByMonth } from "./ByMonth";
import { type Site, type Timeliness, timeliness, TIMELINESS, timelinessCsv } from "./data";
import { type Figures, figuresOf, type Sort, sorts } from "./figures";
import { Summary } from "./Summary";
import styles from "./Timeliness.module.css";

const defaults = { months: "12", site: "", sort: "month" };
const lengths = ["3", "6", "12", "24"];

/** How long people wait for the team: over the last months, at one site or at all. */
export function TimelinessPage() {
  const { filters, link, set } = useFilters(TIMELINESS, defaults);
  const months = Number(lengths.find((one) => one === filters.months) ?? defaults.months);
  const sort = sorts.find((one) => one === filters.sort) ?? "month";
  const loaded = useLoad(`timeliness ${months}`, () => timeliness.of(months), { keep: true });
  const sites = loaded.data?.sites ?? [];
  const site = sites.find(({ id }) => id === filters.site) ?? null;
  const shown = loaded.data?.measures.length !== 0;

  return (
    <Page
      title={t("timeliness.title")}
      count={shown && loaded.data && countWords(loaded.data, site)}
      actions={shown && <Actions months={months} />}
      filters={shown && <Filters months={months} sites={sites} site={site} set={set} />}
    >
      <Shown of={loaded} lines={12}>
        {(found) => (
          <Body all={figuresOf(found, site, sort)} site={site} sort={sort} sortLink={(by) => link({ sort: by })} />
        )}
      </Shown>
    </Page>
  );
}

type BodyProps = { all: readonly Figures[]; site: Site | null; sort: Sort; sortLink: (sort: Sort) => string };

/** The measures side by side, and below them month by month those of which there is something to say. */
function Body({ all, site, sort, sortLink }: BodyProps) {
  if (!all.length) {
    return (
      <Empty title={t("timeliness.none")}>
        <p>{t("timeliness.none.why")}</p>
      </Empty>
    );
  }
  return (
    <div class={styles.page}>
      <div class={styles.cards}>
        {all.map((one) => (
          <Summary key={one.key} figures={one} site={site} />
        ))}
      </div>
      {all
        .filter(({ whole }) => whole !== null)
        .map((one) => (
          <ByMonth key={one.key} figures={one} sort={sort} sortLink={sortLink} />
        ))}
    </div>
  );
}

/** "The last 12 months at Bayside" */
function countWords({ months: { length: months }, sites }: Timeliness, site: Site | null): string {
  const named = site ?? (sites.length === 1 ? sites[0] : undefined);
  return named ? t("timeliness.count", { months, site: named.name }) : t("timeliness.count_all", { months });
}

function Actions({ months }: { months: number }) {
  return (
    <>
      <Button kind="plain" icon="print" onClick={() => window.print()}>
        {t("timeliness.print")}
      </Button>
      <ButtonLink kind="plain" icon="save" href={timelinessCsv(months)} download>
        {t("timeliness.csv")}
      </ButtonLink>
    </>
  );
}

type FilterProps = {
  months: number;
  sites: readonly Site[];
  site: Site | null;
  set: (change: { months?: string; site?: string }) => void;
};

function Filters({ months, sites, site, set }: FilterProps) {
  const narrowed = String(months) !== defaults.months || site !== null;
  return (
    <FilterBar onClear={narrowed ? () => set({ months: defaults.months, site: "" }) : undefined}>
      <SelectFilter
        label={t("timeliness.months")}
        value={String(months)}
        choices={lengths.map((value) => ({ value, label: t("timeliness.last", { months: value }) }))}
        onChange={(value) => set({ months: value })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={site?.id ?? ""}
          choices={[
            { value: "", label: t("timeliness.all_sites") },
            ...sites.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => set({ site: value })}
        />
      )}
    </FilterBar>
  );
}
