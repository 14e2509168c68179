import { Button, ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { ByMonth } from "./ByMonth";
import { type Site, timeliness, TIMELINESS, timelinessCsv } from "./data";
import { figuresOf, sorts } from "./figures";
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

  return (
    <Page
      title={t("timeliness.title")}
      count={loaded.data && countWords(loaded.data.months.length, site ?? (sites.length === 1 ? sites[0] : null))}
      actions={<Actions months={months} />}
      filters={
        <FilterBar onClear={months !== 12 || site ? () => set({ months: "12", site: "" }) : undefined}>
          <SelectFilter
            label={t("timeliness.months")}
            value={String(months)}
            choices={lengths.map((value) => ({ value, label: t("timeliness.last", { months: value }) }))}
            onChange={(value) => set({ months: value })}
          />
          {sites.length > 1 && <SiteFilter sites={sites} site={site} onChange={(value) => set({ site: value })} />}
        </FilterBar>
      }
    >
      <Shown of={loaded} lines={12}>
        {(found) => {
          const all = figuresOf(found, site, sort);
          if (!all.length) return <Empty title={t("timeliness.none")}>{t("timeliness.none.why")}</Empty>;
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
                  <ByMonth key={one.key} figures={one} sort={sort} sortLink={(by) => link({ sort: by })} />
                ))}
            </div>
          );
        }}
      </Shown>
    </Page>
  );
}

const countWords = (months: number, site: Site | null | undefined) =>
  site ? t("timeliness.count", { months, site: site.name }) : t("timeliness.count_all", { months });

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

type SiteProps = { sites: readonly Site[]; site: Site | null; onChange: (id: string) => void };

function SiteFilter({ sites, site, onChange }: SiteProps) {
  const all = { value: "", label: t("timeliness.all_sites") };
  return (
    <SelectFilter
      label={t("column.site")}
      value={site?.id ?? ""}
      choices={[all, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={onChange}
    />
  );
}
