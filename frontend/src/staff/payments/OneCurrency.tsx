import { Notice } from "../../ui/Notice";
import { language, t } from "../i18n";
import { Section } from "../parts/Facts";
import { Mark } from "../parts/Mark";
import { can } from "../session/session";
import { money } from "../words/money";
import { monthWords } from "../words/months";
import type { Sums, YearTotals } from "./data";
import { MonthsChart } from "./MonthsChart";
import { SumsTable } from "./SumsTable";
import styles from "./Totals.module.css";

type Props = { year: number; totals: YearTotals };

/** Everything of a year in one currency. */
export function OneCurrency({ year, totals }: Props) {
  const { currency, whole, months, sites, categories, participants } = totals;
  const rest = { whole, currency };
  const name = t("totals.currency", { year, currency: currencyName(currency) });
  return (
    <section aria-label={name}>
      <h2 class={styles.currency}>{name}</h2>
      <Section title={t("totals.months")}>
        <div class={styles.beside}>
          <MonthsChart year={year} totals={totals} />
          <SumsTable title={t("totals.months")} head={t("totals.month")} rows={months} nameOf={monthOf} {...rest} />
        </div>
      </Section>
      <Section title={t("totals.sites")}>
        <SumsTable title={t("totals.sites")} head={t("column.site")} rows={sites} nameOf={nameOf} {...rest} />
      </Section>
      <Section title={t("totals.categories")}>
        <p class={styles.lead}>{t("totals.categories.note")}</p>
        <SumsTable
          title={t("totals.categories")}
          head={t("totals.category")}
          rows={categories}
          nameOf={nameOf}
          {...rest}
        />
      </Section>
      <Section title={t("totals.participants")}>
        <Reportable year={year} totals={totals} />
        <SumsTable
          title={t("totals.participants")}
          head={t("column.participant")}
          rows={participants}
          nameOf={(row) => <Person row={row} totals={totals} />}
          {...rest}
        />
      </Section>
    </section>
  );
}

const monthOf = ({ key }: Sums) => monthWords(Number(key), "long");
const nameOf = ({ name }: Sums) => name;

/** "US dollars" */
function currencyName(currency: string): string {
  return new Intl.NumberFormat(language.value, { style: "currency", currency, currencyDisplay: "name" })
    .formatToParts(0)
    .filter(({ type }) => type === "currency")
    .map(({ value }) => value)
    .join("");
}

/** What the mark says, and what it does not. */
function Reportable({ year, totals: { reportable_from: limit, currency, participants } }: Props) {
  if (limit === null) return <p class={styles.lead}>{t("totals.reportable.unset", { year })}</p>;
  const n = participants.filter(({ reportable }) => reportable).length;
  const sum = money(limit, currency);
  return (
    <Notice kind={n ? "amber" : "info"} icon="info">
      <p>
        <strong>
          {n ? t("totals.reportable.what", { n, sum, year }) : t("totals.reportable.nobody", { sum, year })}
        </strong>{" "}
        {t("totals.reportable.limit")}
      </p>
    </Notice>
  );
}

function Person({ row, totals: { reportable_from: limit, currency } }: { row: Sums; totals: YearTotals }) {
  return (
    <>
      {can("participants.read") ? <a href={`/staff/participants/${row.key}`}>{row.name}</a> : row.name}
      {row.reportable && limit !== null && (
        <div>
          <Mark icon="alert" tone="amber">
            {t("totals.reportable", { sum: money(limit, currency) })}
          </Mark>
        </div>
      )}
    </>
  );
}
