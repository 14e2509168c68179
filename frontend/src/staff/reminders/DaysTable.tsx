import { t } from "../i18n";
import { ReadTable } from "../parts/ReadTable";
import read from "../parts/ReadTable.module.css";
import { shortDay } from "../words/dates";
import type { NoticeAbout, OnDay } from "./data";
import styles from "./Reminders.module.css";

const sum = (days: readonly OnDay[]) => days.reduce((all, { n }) => all + n, 0);

/** How many of each kind go out on each day; only kinds that there are. */
export function DaysTable({ days }: { days: readonly OnDay[] }) {
  const dates = [...new Set(days.map(({ day }) => day))];
  const kinds = [...new Set(days.map(({ about }) => about))].sort();
  return (
    <section>
      <h2 class={styles.heading}>{t("reminders.by_day")}</h2>
      <ReadTable title={t("reminders.by_day")}>
        <thead>
          <tr>
            <th scope="col">{t("reminders.day")}</th>
            {kinds.map((about) => (
              <th scope="col" key={about}>
                {t(`reminders.about.${about}`)}
              </th>
            ))}
            <th scope="col">{t("reminders.total")}</th>
          </tr>
        </thead>
        <tbody>
          {dates.map((date) => (
            <Row key={date} name={shortDay(date)} kinds={kinds} days={days.filter(({ day }) => day === date)} />
          ))}
        </tbody>
        <tfoot>
          <Row name={t("reminders.whole")} kinds={kinds} days={days} />
        </tfoot>
      </ReadTable>
    </section>
  );
}

type RowProps = { name: string; kinds: readonly NoticeAbout[]; days: readonly OnDay[] };

function Row({ name, kinds, days }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {kinds.map((about) => {
        const n = sum(days.filter((one) => one.about === about));
        return (
          <td key={about} class={n ? undefined : read.nothing}>
            {n}
          </td>
        );
      })}
      <td>{sum(days)}</td>
    </tr>
  );
}
