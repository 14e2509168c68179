import type { ReportHistory } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { reports } from "./data";
import styles from "./Symptoms.module.css";
import { became, dayOf, sentBy } from "./words";

/** Her reports, and her answers over time. */
export function ReportsPage() {
  const { data } = reports.shown.value;
  return (
    <Page title={t("checkin.reports")} lead={t("reports.lead")} back="/check-in" ready={data !== null}>
      <Shown of={reports}>{(history) => (history.reports.length ? <History history={history} /> : <p>{t("reports.empty")}</p>)}</Shown>
    </Page>
  );
}

function History({ history }: { history: ReportHistory }) {
  return (
    <ul class={styles.rows}>
      {history.reports.map((report) => (
        <li key={report.id}>
          <a class={styles.row} href={`/check-in/reports/${report.id}`}>
            <span class={styles.rowWords}>
              <strong>{dayOf(report.answered_at)}</strong>
              <span class={styles.soft}>{sentBy(report)}</span>
              <span>{became(report)}</span>
            </span>
            <Icon name="chevron" />
          </a>
        </li>
      ))}
    </ul>
  );
}
