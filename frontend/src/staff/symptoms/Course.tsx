import { t } from "../i18n";
import { listWords } from "../consent/words";
import { shortDay } from "../words/dates";
import { labelOf } from "./Answers";
import { Chart } from "./Chart";
import { daysOf, everThere, saidTo, type Symptom, symptomsOf } from "./overTime";
import type { History } from "./data";
import styles from "./Symptoms.module.css";

/** What was there at least once, drawn over time; the rest in one line. */
export function Course({ history }: { history: History }) {
  const all = symptomsOf(history);
  const there = all.filter(everThere);
  const never = all.filter((one) => !everThere(one));
  return (
    <>
      {there.length > 0 && history.visits.length > 0 && <p class={styles.soft}>{t("checkins.visits")}</p>}
      {there.map((symptom) => (
        <One key={symptom.key} symptom={symptom} history={history} />
      ))}
      {never.length > 0 && <p>{t("checkins.never", { names: listWords(never.map(({ name }) => name)) })}</p>}
    </>
  );
}

function One({ symptom, history }: { symptom: Symptom; history: History }) {
  const [first] = symptom.scales;
  if (!first) return null;
  return (
    <div class={styles.symptom}>
      <h4 class={styles.name}>{symptom.name}</h4>
      <p class={styles.soft}>
        {first.ask} {t("chart.range", { lowest: labelOf(first, 0), highest: labelOf(first, first.labels.length - 1) })}
      </p>
      <Chart scale={first} points={symptom.points} visits={history.visits.map(({ day }) => day)} />
      <details>
        <summary>
          {t("checkins.as_table")}
          <span class="visually-hidden">: {symptom.name}</span>
        </summary>
        <Table symptom={symptom} history={history} />
      </details>
    </div>
  );
}

/** The same in words, with the visits between. */
function Table({ symptom: { name, scales }, history }: { symptom: Symptom; history: History }) {
  return (
    <table class={styles.answers}>
      <caption class="visually-hidden">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{t("checkins.day")}</th>
          {scales.map(({ key, attribute }) => (
            <th scope="col" key={key}>
              {t(`attribute.${attribute}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {daysOf(history).map((row) => (
          <tr key={"report" in row ? row.report.id : `${row.day}${row.visit}`}>
            <th scope="row">{shortDay(row.day)}</th>
            {"report" in row ? (
              scales.map((scale) => {
                const place = saidTo(row.report, scale);
                return <td key={scale.key}>{place === undefined ? t("answers.not_asked") : labelOf(scale, place)}</td>;
              })
            ) : (
              <td colSpan={scales.length} class={styles.soft}>
                {t("checkins.visit", { name: row.visit })}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
