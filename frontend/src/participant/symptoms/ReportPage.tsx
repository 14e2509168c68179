import type { Report, ReportHistory, Scale } from "../../api";
import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { reports } from "./data";
import { answerIn } from "./SymptomCourse";
import styles from "./Symptoms.module.css";
import { became, dayOf, momentOf, sentBy } from "./words";

/** One report in words: what was asked, what she said, what became of it. */
export function ReportPage({ id }: { id: string }) {
  const { data } = reports.shown.value;
  const report = find(data, id);
  return (
    <Page title={report ? dayOf(report.answered_at) : t("checkin.reports")} back="/check-in/reports" ready={data !== null}>
      <Shown of={reports}>
        {(history) => {
          const found = find(history, id);
          return found ? <Words report={found} scales={history.scales} /> : <p>{t("reports.gone")}</p>;
        }}
      </Shown>
    </Page>
  );
}

const find = (history: ReportHistory | null, id: string) => history?.reports.find((report) => report.id === id);

function Words({ report, scales }: { report: Report; scales: readonly Scale[] }) {
  return (
    <>
      <p>{became(report)}</p>
      <p class={styles.soft}>
        {sentBy(report)}, {momentOf(report.answered_at)}
      </p>
      <Card>
        <dl class={styles.answers}>
          {scales
            .filter(({ key }) => key in report.answers)
            .map((scale) => (
              <Pair key={scale.key} asked={scale.ask}>
                {answerIn(scale, report)}
              </Pair>
            ))}
          {report.note && <Pair asked={t("checkin.note")}>{report.note}</Pair>}
        </dl>
        {report.can_wait !== null && <p>{report.can_wait ? t("report.canWait") : t("report.cannotWait")}</p>}
      </Card>
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
