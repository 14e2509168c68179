import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { useSending } from "../consent/useSending";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, Fact, Facts, Section } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Problems } from "../parts/Problems";
import { Empty, Shown } from "../parts/Shown";
import { Under, whoTitle } from "../parts/Under";
import { When } from "../parts/When";
import { can } from "../session/session";
import { momentWords, shortDay } from "../words/dates";
import { Answers } from "./Answers";
import { reportBefore } from "./lines";
import { alertPath, checkIns, type History, type Report } from "./data";
import { Note } from "./Note";
import styles from "./Symptoms.module.css";

type Props = { participant: string; id: string; onClose: () => void };

/** One report with all its answers, beside those of the report before. */
export function ReportPanel({ participant, id, onClose }: Props) {
  const loaded = useLoad(`check-ins ${participant}`, () => checkIns.history(participant));
  const who = loaded.data?.who;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={who ? whoTitle(who) : t(loaded.error ? "panel.failed" : "loading")}
      under={who && <Under who={who} />}
    >
      <Shown of={loaded} lines={8}>
        {(history) => {
          const report = history.reports.find((one) => one.id === id);
          return report ? <Body key={id} report={report} history={history} /> : <Empty title={t("report.gone")} />;
        }}
      </Shown>
    </Panel>
  );
}

function Body({ report, history }: { report: Report; history: History }) {
  const { who, scales, reports } = history;
  return (
    <>
      <Standing report={report} history={history} />
      <Section title={t("report.answered")}>
        <Facts>
          <Fact name={t("report.answered")}>
            <When at={report.answered_at} timeZone={who.site.time_zone} />
          </Fact>
          <Fact name={t("report.due")}>{report.due_on ? shortDay(report.due_on) : t("report.not_due")}</Fact>
          <Fact name={t("report.source")}>
            {report.source === "phone"
              ? t("report.source.phone", { name: report.entered_by ?? "" })
              : t("report.source.app")}
          </Fact>
        </Facts>
        <Note language={report.language} note={report.note} canWait={report.can_wait} />
      </Section>
      <Section title={t("report.answers")}>
        <Answers report={report} before={reportBefore(report, reports)} scales={scales} />
      </Section>
    </>
  );
}

/** Whether somebody has read it; an alert that it made comes first. */
function Standing({ report, history }: { report: Report; history: History }) {
  const { who } = history;
  const { busy, problem, send } = useSending();
  const alert = history.alerts.find((one) => one.report_id === report.id);
  const unread = report.read_at === null;
  const mark = () =>
    void send(
      () => checkIns.markRead(report.id),
      () => announce(t("report.marked", { code: who.code })),
    );
  return (
    <div class={styles.acts}>
      <Notice kind={unread ? "amber" : "green"}>
        <p>{standingWords(report, alert !== undefined && alert.status !== "closed", who.site.time_zone)}</p>
      </Notice>
      <Problems problem={problem} fields={{}} />
      <Actions>
        {unread && can("check_ins.write") && (
          <Button kind={alert ? "quiet" : "primary"} icon="check" busy={busy} onClick={mark}>
            {t("report.mark")}
          </Button>
        )}
        {alert && (
          <ButtonLink kind={alert.status === "closed" ? "plain" : "quiet"} href={alertPath(alert.id)}>
            {t("report.open_alert")}
          </ButtonLink>
        )}
      </Actions>
    </div>
  );
}

function standingWords({ read_at: at, read_by: name, read_within: within }: Report, alerts: boolean, zone: string) {
  if (at) return t("report.read", { name: name ?? "", time: momentWords(at, zone) });
  if (alerts || !within) return t("report.unread_alert");
  const late = new Date(within) <= new Date();
  return t(late ? "report.unread_late" : "report.unread", { time: momentWords(within, zone) });
}
