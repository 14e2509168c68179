import type { Report, ReportHistory, Scale } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Chart } from "./Chart";
import { courseOf, linesOf, type Symptom } from "./course";
import styles from "./Chart.module.css";
import { dayOf } from "./words";

/** One symptom over time: a chart for each of its questions, and all of it as a table. */
export function SymptomCourse({ symptom, history }: { symptom: Symptom; history: ReportHistory }) {
  const courses = symptom.scales.map((scale) => ({ scale, course: courseOf(history, scale) }));
  return (
    <section class={styles.symptom} aria-labelledby={`symptom-${symptom.key}`}>
      <h3 id={`symptom-${symptom.key}`}>{symptom.name}</h3>
      {courses
        .filter(({ course }) => course.pieces.length > 0)
        .map(({ scale, course }) => (
          <Chart key={scale.key} scale={scale} course={course} />
        ))}
      <details class={styles.table}>
        <summary>{t("chart.table")}</summary>
        <Table symptom={symptom} history={history} />
      </details>
    </section>
  );
}

function Table({ symptom, history }: { symptom: Symptom; history: ReportHistory }) {
  return (
    <div class={styles.scroll} role="region" aria-labelledby={`table-${symptom.key}`} tabIndex={0}>
      <table>
        <caption id={`table-${symptom.key}`}>{t("chart.caption", { name: symptom.name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.day")}</th>
            {symptom.scales.map(({ key, attribute }) => (
              <th scope="col" key={key}>
                {t(`attribute.${attribute}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(history).map((line) =>
            "report" in line ? (
              <tr key={line.report.id}>
                <th scope="row">{dayOf(line.report.answered_at)}</th>
                {symptom.scales.map((scale) => (
                  <td key={scale.key}>{answerIn(scale, line.report)}</td>
                ))}
              </tr>
            ) : (
              <tr key={line.visit.day + line.visit.name}>
                <th scope="row">{dayInWords(language.value, line.visit.day, new Date().toISOString())}</th>
                <td colSpan={symptom.scales.length}>{t("chart.visit", { name: line.visit.name })}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** An answer in words; a place that the labels no longer have is shown as it is. */
export function answerIn({ key, labels }: Scale, { answers }: Report): string {
  const value = answers[key];
  if (value === undefined) return t("chart.notAsked");
  return value === null ? t("checkin.skipped") : (labels[value] ?? String(value));
}
