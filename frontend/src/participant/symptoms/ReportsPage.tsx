import type { Report, ReportHistory } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { takesPart, whoseName } from "../data/session";
import { symptomsOf } from "./course";
import rows from "../../ui/Rows.module.css";
import charts from "./Chart.module.css";
import { reports } from "./data";
import { PrintButton } from "./PrintButton";
import { SymptomCourse } from "./SymptomCourse";
import styles from "./Symptoms.module.css";
import { became, dayOf, sentBy } from "./words";

/** So many reports are listed at once; older ones are folded away. */
const FIRST = 5;

/** Her reports, and her answers over time; also on paper for her doctor. */
export function ReportsPage() {
  const { data } = reports.shown.value;
  const own = takesPart();
  return (
    <Page
      title={t(own ? "checkin.reports" : "reports.partner.title")}
      lead={own ? t("reports.lead") : t("reports.partner", { name: whoseName() })}
      {...(own && { back: "/check-in" })}
      ready={data !== null}
    >
      <Shown of={reports}>
        {(history) =>
          history.reports.length ? <History history={history} /> : <p>{t(own ? "reports.empty" : "reports.partner.empty")}</p>
        }
      </Shown>
    </Page>
  );
}

function History({ history }: { history: ReportHistory }) {
  const older = history.reports.slice(FIRST);
  const name = whoseName();
  return (
    <>
      <p class={charts.onPaper}>{t("reports.printed", { name, day: dayOf(new Date().toISOString()) })}</p>
      <div class={charts.noPaper}>
        <List reports={history.reports.slice(0, FIRST)} />
        {older.length > 0 && (
          <details class={charts.others}>
            <summary>{t("reports.older", { n: older.length })}</summary>
            <List reports={older} />
          </details>
        )}
        <PrintButton />
      </div>
      <OverTime history={history} />
      <Notes reports={history.reports} />
    </>
  );
}

function List({ reports: some }: { reports: readonly Report[] }) {
  return (
    <ul class={rows.list}>
      {some.map((report) => (
        <li key={report.id}>
          <a class={rows.row} href={`/check-in/reports/${report.id}`}>
            <span class={rows.words}>
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

/** On paper, where no report can be tapped. */
function Notes({ reports: all }: { reports: readonly Report[] }) {
  const written = all.filter(({ note }) => note !== "");
  if (!written.length) return null;
  return (
    <section class={charts.onPaper}>
      <h2>{t("reports.notes")}</h2>
      {written.map(({ id, answered_at, note, language }) => (
        <p key={id} class={styles.typed}>
          <strong>{dayOf(answered_at)}</strong> <span lang={language}>{note}</span>
        </p>
      ))}
    </section>
  );
}

function OverTime({ history }: { history: ReportHistory }) {
  const all = symptomsOf(history);
  const others = all.filter(({ reported }) => !reported);
  return (
    <section class={charts.all} aria-labelledby="over-time">
      <div>
        <h2 id="over-time">{t("reports.overTime")}</h2>
        {history.visits.length > 0 && <p class={styles.soft}>{t("reports.overTime.lead")}</p>}
      </div>
      {all
        .filter(({ reported }) => reported)
        .map((symptom) => (
          <SymptomCourse key={symptom.key} symptom={symptom} history={history} />
        ))}
      {others.length > 0 && (
        <details class={charts.others}>
          <summary>{t("reports.none", { n: others.length })}</summary>
          <div class={charts.all}>
            {others.map((symptom) => (
              <SymptomCourse key={symptom.key} symptom={symptom} history={history} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}
