import { useFilters } from "../data/address";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { type Counted, Numbers } from "../parts/Numbers";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { mySites } from "../session/session";
import { type Ahead, MOST, REMINDERS, reminders, type Show, shows } from "./data";
import { DaysTable } from "./DaysTable";
import { Lost } from "./Lost";
import { NoticesTable } from "./NoticesTable";
import styles from "./Reminders.module.css";

const defaults = { days: "8", show: "planned", site: "" };
const lengths = ["1", "2", "4", "8"];

/** What goes out in the next days, and above it whom to call. */
export function RemindersPage() {
  const { filters, link, set } = useFilters(REMINDERS, defaults);
  const days = lengths.find((one) => one === filters.days) ?? defaults.days;
  const show = shows.find((one) => one === filters.show) ?? "planned";
  const { site } = filters;
  const loaded = useLoad(`reminders ${days} ${show} ${site}`, () => reminders.ahead(Number(days), show, site), {
    keep: true,
  });
  useFresh(loaded.reload);
  const found = loaded.data;

  return (
    <Page
      title={t("reminders.title")}
      count={found && t("reminders.count", { n: found.numbers.planned })}
      filters={
        <>
          {found && <Numbers numbers={numbersOf(found, (to) => link({ show: to }))} />}
          <Filters days={days} show={show} site={site} set={set} />
        </>
      }
    >
      <Shown of={loaded} lines={10}>
        {(ahead) => <Body ahead={ahead} show={show} busy={loaded.loading} />}
      </Shown>
    </Page>
  );
}

function Body({ ahead, show, busy }: { ahead: Ahead; show: Show; busy: boolean }) {
  const { rows, unreached, failed, by_day: days } = ahead;
  return (
    <div class={styles.page}>
      <Lost kind="unreached" rows={unreached} />
      <Lost kind="failed" rows={failed} />
      {show === "planned" && days.length > 0 && <DaysTable days={days} />}
      <section>
        <h2 class={styles.heading}>{t(`reminders.show.${show}`)}</h2>
        {rows.length ? (
          <>
            <NoticesTable rows={rows} title={t(`reminders.show.${show}`)} busy={busy} />
            {rows.length === MOST && <p class={styles.soft}>{t("reminders.most", { n: MOST })}</p>}
          </>
        ) : (
          <Empty title={t(`reminders.none.${show}`)} />
        )}
      </section>
    </div>
  );
}

/** Each leads to its list, on this page. */
function numbersOf({ numbers }: Ahead, listOf: (show: Show) => string): Counted[] {
  const lost = (["unreached", "failed"] as const)
    .filter((key) => numbers[key] > 0)
    .map((key) => ({ href: `#${key}`, n: numbers[key], words: t(`reminders.n.${key}`, { n: numbers[key] }), late: true }));
  return [
    ...lost,
    ...shows.map((key) => ({ href: listOf(key), n: numbers[key], words: t(`reminders.n.${key}`, { n: numbers[key] }) })),
  ];
}

type FilterProps = {
  days: string;
  show: Show;
  site: string;
  set: (change: { days?: string; show?: string; site?: string }) => void;
};

function Filters({ days, show, site, set }: FilterProps) {
  const sites = mySites();
  const narrowed = days !== defaults.days || show !== "planned" || site !== "";
  const words = (n: string) => (n === "1" ? t("reminders.days.today") : t("reminders.days.n", { n: Number(n) }));
  return (
    <FilterBar onClear={narrowed ? () => set(defaults) : undefined}>
      <SelectFilter
        label={t("reminders.show")}
        value={show}
        choices={shows.map((value) => ({ value, label: t(`reminders.show.${value}`) }))}
        onChange={(value) => set({ show: value })}
      />
      <SelectFilter
        label={t("reminders.days")}
        value={days}
        choices={lengths.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => set({ days: value })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={site}
          choices={[{ value: "", label: t("filter.any") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => set({ site: value })}
        />
      )}
    </FilterBar>
  );
}
