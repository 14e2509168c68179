import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { Empty, Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { can } from "../session/session";
import { Course } from "./Course";
import { alertPath, checkIns, type History, type Report, reportPath } from "./data";
import { EnterReport } from "./EnterReport";
import { UrgencyMark } from "./Marks";
import styles from "./Symptoms.module.css";
import { standingWords } from "./words";

/** Reports in sight at once. */
const SHOWN = 5;

/** A participant's check-ins within the participant's own panel: over time, one by one, and by phone. */
export function ParticipantCheckIns({ id }: { id: string }) {
  const loaded = useLoad(`check-ins ${id}`, () => checkIns.history(id));
  return (
    <Shown of={loaded}>
      {(history) => (
        <>
          <Entering key={id} history={history} />
          {history.reports.length === 0 ? (
            <Empty title={t("checkins.none")} />
          ) : (
            <>
              <Section title={t("checkins.reports")}>
                <Reports history={history} />
              </Section>
              <Section title={t("checkins.time")}>
                <Course history={history} />
              </Section>
            </>
          )}
        </>
      )}
    </Shown>
  );
}

function Entering({ history }: { history: History }) {
  const [open, setOpen] = useState(false);
  const shut = () => setOpen(false);
  if (!can("check_ins.write")) return null;
  return (
    <div class={styles.entering}>
      {open || !history.asked ? (
        <EnterReport history={history} onClose={shut} onSaved={shut} />
      ) : (
        <Button kind="quiet" icon="phone" onClick={() => setOpen(true)}>
          {t("enter.open")}
        </Button>
      )}
    </div>
  );
}

/** The newest first, the older ones folded away. */
function Reports({ history }: { history: History }) {
  const earlier = history.reports.slice(SHOWN);
  return (
    <>
      <Lines reports={history.reports.slice(0, SHOWN)} history={history} />
      {earlier.length > 0 && (
        <details class={styles.earlier}>
          <summary>{t("checkins.earlier", { n: earlier.length })}</summary>
          <Lines reports={earlier} history={history} />
        </details>
      )}
    </>
  );
}

/** Each with the alert that it made. */
function Lines({ reports, history }: { reports: readonly Report[]; history: History }) {
  return (
    <ul class={styles.lines}>
      {reports.map((report) => (
        <One key={report.id} report={report} history={history} />
      ))}
    </ul>
  );
}

function One({ report, history: { who, alerts } }: { report: Report; history: History }) {
  const alert = alerts.find((one) => one.report_id === report.id);
  return (
    <li>
      <p>
        <a href={reportPath(who.participant_id, report.id)}>{t("checkins.read")}</a>{" "}
        <When at={report.answered_at} timeZone={who.site.time_zone} />
        <span class={styles.soft}>
          {" · "}
          {report.read_by ? t("checkins.read_by", { name: report.read_by }) : t("checkins.unread")}
        </span>
      </p>
      {alert && (
        <p class={styles.inline}>
          <UrgencyMark urgency={alert.urgency} />
          <a href={alertPath(alert.id)}>{t("report.open_alert")}</a>
          <span class={styles.soft}>{alert.status === "closed" ? standingWords(alert) : t(`alert.is.${alert.status}`)}</span>
        </p>
      )}
    </li>
  );
}
