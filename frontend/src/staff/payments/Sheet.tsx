import { createPortal } from "preact";

import { dayIn, dayInWords } from "../../i18n/dates";
import { language, t } from "../i18n";
import { me } from "../session/session";
import { today } from "../words/dates";
import { money } from "../words/money";
import type { Batch, Payment } from "./data";
import { statusWords } from "./Marks";
import { amountOf } from "./settling";
import styles from "./Sheet.module.css";

/** What printing puts on paper while a batch is open: nothing of the desk, and room for two names. */
export function Sheet({ batch }: { batch: Batch }) {
  return createPortal(<Paper batch={batch} />, document.body);
}

/** "Friday 12 March 2027": a paper is read in another year, too. */
const dayOnPaper = (day: string) => dayInWords(language.value, day, "0000");

/** Where the person sits, as for today. */
const madeOn = ({ made_at }: Batch) => dayIn(made_at, Intl.DateTimeFormat().resolvedOptions().timeZone);

const studies = () => [...new Set(me.value?.memberships.map(({ study }) => study.title))].join(", ");

/** Where all are of one site, its name stands once. */
const sitesOf = ({ rows }: Batch) => [...new Set(rows.map(({ who }) => who.site.name))];

function Paper({ batch }: { batch: Batch }) {
  const study = studies();
  const [site, ...others] = sitesOf(batch);
  return (
    <section class={styles.sheet} data-sheet>
      <h1>{t("sheet.title", { number: batch.number })}</h1>
      <dl class={styles.facts}>
        {study && <Fact name={t("sheet.study")} value={study} />}
        <Fact name={t("sheet.goes_out")} value={dayOnPaper(batch.expected_on)} />
        <Fact
          name={t("sheet.made")}
          value={t("sheet.made.by", { when: dayOnPaper(madeOn(batch)), name: batch.made_by })}
        />
        {site && others.length === 0 && <Fact name={t("column.site")} value={site} />}
        <Fact name={t("sheet.printed")} value={dayOnPaper(today())} />
      </dl>
      <Rows batch={batch} sites={others.length > 0} />
      <div class={styles.signatures}>
        <Signature role={t("sheet.prepared")} />
        <Signature role={t("sheet.approved")} />
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Rows({ batch, sites }: { batch: Batch; sites: boolean }) {
  const { rows, currency } = batch;
  const failed = rows.filter(({ status }) => status === "failed");
  return (
    <table class={styles.rows}>
      <thead>
        <tr>
          <th scope="col">{t("sheet.number")}</th>
          <th scope="col">{t("column.code")}</th>
          <th scope="col">{t("column.name")}</th>
          {sites && <th scope="col">{t("column.site")}</th>}
          <th scope="col">{t("batch.column.claim")}</th>
          <th scope="col">{t("batch.column.status")}</th>
          <th scope="col" class={styles.sum}>
            {t("batch.column.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.id}>
            <td>{at + 1}</td>
            <td class={styles.whole}>{row.who.code}</td>
            <td>{row.who.name}</td>
            {sites && <td>{row.who.site.name}</td>}
            <td class={styles.whole}>{row.reference}</td>
            <td>{became(row)}</td>
            <td class={styles.sum}>{money(row.amount, currency)}</td>
          </tr>
        ))}
        <Sum
          name={`${t("sheet.total")}, ${t("batch.total", { n: rows.length })}`}
          span={sites ? 6 : 5}
          value={money(batch.amount, currency)}
        />
        {failed.length > 0 && (
          <Sum
            name={`${t("sheet.failed")}, ${t("batch.total", { n: failed.length })}`}
            span={sites ? 6 : 5}
            value={money(amountOf(failed), currency)}
          />
        )}
      </tbody>
    </table>
  );
}

/** "Paid 12 March 2027, TR-2041" */
function became(row: Payment): string {
  const details = row.status === "paid" ? [row.paid_on, row.paid_reference] : [row.failed_reason];
  return [statusWords(row.status), ...details.filter(Boolean)].join(", ");
}

/** In the table's body: a foot would stand again on every page. */
function Sum({ name, span, value }: { name: string; span: number; value: string }) {
  return (
    <tr class={styles.total}>
      <th scope="row" colSpan={span}>
        {name}
      </th>
      <td class={styles.sum}>{value}</td>
    </tr>
  );
}

function Signature({ role }: { role: string }) {
  return (
    <div>
      <p>{role}</p>
      <p class={styles.line}>{t("sheet.sign")}</p>
    </div>
  );
}
