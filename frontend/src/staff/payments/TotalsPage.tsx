import { ButtonLink } from "../../ui/Button";
import { Head } from "../claims/Head";
import { useFilters } from "../data/address";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { payments, type Totals, TOTALS, totalsCsv } from "./data";
import { OneCurrency } from "./OneCurrency";
import styles from "./Totals.module.css";
import { useCounts } from "./useCounts";

const defaults = { year: "" };
const YEAR = /^2[01]\d\d$/;

/** What was paid in a calendar year: when, where, for what and to whom. */
export function TotalsPage() {
  const { filters, set } = useFilters(TOTALS, defaults);
  const wanted = YEAR.test(filters.year) ? Number(filters.year) : null;
  const loaded = useLoad(`totals ${filters.year}`, () => payments.totals(wanted), { keep: true });
  const counts = useCounts();
  const found = loaded.data;

  return (
    <Page
      title={t("totals.title")}
      count={found && t("totals.count", { n: paymentsOf(found), year: found.year })}
      actions={
        found && (
          <ButtonLink kind="plain" icon="save" href={totalsCsv(found.year)} download>
            {t("totals.csv")}
          </ButtonLink>
        )
      }
      filters={
        <>
          <Head current="totals" counts={counts} />
          {found && <YearFilter totals={found} onChange={(year) => set({ year })} />}
        </>
      }
    >
      <Shown of={loaded} lines={10}>
        {({ year, years, totals }) =>
          totals.length === 0 ? (
            <Empty title={years.length ? t("totals.none", { year }) : t("totals.none_ever")} />
          ) : (
            <>
              <p class={styles.lead}>{t("totals.lead")}</p>
              {totals.map((one) => (
                <OneCurrency key={one.currency} year={year} totals={one} />
              ))}
            </>
          )
        }
      </Shown>
    </Page>
  );
}

const paymentsOf = ({ totals }: Totals) => totals.reduce((n, { whole }) => n + whole.payments, 0);

/** The years in which something was paid, and the one that is shown. */
function YearFilter({ totals: { year, years }, onChange }: { totals: Totals; onChange: (year: string) => void }) {
  const all = [...new Set([...years, year])].sort((a, b) => b - a);
  return (
    <FilterBar>
      <SelectFilter
        label={t("totals.year")}
        value={String(year)}
        choices={all.map((one) => ({ value: String(one), label: String(one) }))}
        onChange={onChange}
      />
    </FilterBar>
  );
}
