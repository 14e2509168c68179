import type { Report, ReportHistory } from "../../api";
import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { takesPart } from "../data/session";
import { symptomsOf } from "./course";
import { reports } from "./data";
import { answerIn } from "./SymptomCourse";
import styles from "./Symptoms.module.css";
import { became, dayOf, momentOf, sentBy } from "./words";

/** One report in words: what was asked, what she said, what became of it. */
export function ReportPage({ id }: { id: string }) {
  const { data } = reports.shown.value;
  const report = find(data, id);
  return (
    <Page title={report ? dayOf(report.answered_at) : t("checkin.reports")} back={takesPart() ? "/check-in/reports" : "/check-in"} ready={data !== null}>
      <Shown of={reports}>
        {(history) => {
          const found = find(history, id);
          return found ? <Words report={found} history={history} /> : <p>{t("reports.gone")}</p>;
        }}
      </Shown>
    </Page>
  );
}

const find = (history: ReportHistory | null, id: string) => history?.reports.find((report) => report.id === id);

function Words({ report, history }: { report: Report; history: ReportHistory }) {
  const symptoms = symptomsOf(history).filter(({ scales }) => scales.some(({ key }) => key in report.answers));
  return (
    <>
      <p>{became(report)}</p>
      <p class={styles.soft}>
        {sentBy(report)}, {momentOf(report.answered_at)}
      </p>
      {report.can_wait !== null && <p>{report.can_wait ? t("report.canWait") : t("report.cannotWait")}</p>}
      {report.note && (
        <section class={styles.section}>
          <h2>{t("checkin.note")}</h2>
          <p class={styles.typed} lang={report.language}>
            {report.note}
          </p>
        </section>
      )}
      {symptoms.map(({ key, name, scales }) => (
        <Card key={key} aria-labelledby={`symptom-${key}`}>
          <h2 id={`symptom-${key}`} class={styles.name}>
            {name}
          </h2>
          <dl class={styles.answers}>
            {scales
              .filter((scale) => scale.key in report.answers)
              .map((scale) => (
                <Pair key={scale.key} asked={scale.ask}>
                  {answerIn(scale, report)}
                </Pair>
              ))}
          </dl>
        </Card>
      ))}
    </>
  );
}

function Pair({ asked, children }: { asked: string; children: string }) {
  return (
    <div>
      <dt class={styles.soft}>{asked}</dt>
      <dd class={styles.typed}>{children}</dd>
    </div>
  );
}
