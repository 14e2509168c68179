import { Notice } from "../../ui/Notice";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { Under, whoTitle } from "../parts/Under";
import { can } from "../session/session";
import { momentWords } from "../words/dates";
import { AlertActs } from "./AlertActs";
import { Contacts } from "./Contacts";
import { type Alert, alerts, reportPath } from "./data";
import { UrgencyMark } from "./Marks";
import { Note } from "./Note";
import { Reasons } from "./Reasons";
import styles from "./Symptoms.module.css";
import { nextWords } from "./words";

/** One alert: who acts next, what was said, the calls about it, and how it ends. */
export function AlertPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const loaded = useLoad(`alert ${id}`, () => alerts.one(id));
  useFresh(loaded.reload);
  const alert = loaded.data;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={alert ? whoTitle(alert.who) : t(loaded.error ? "panel.failed" : "loading")}
      under={
        alert && (
          <Under who={alert.who}>
            <UrgencyMark urgency={alert.urgency} />
          </Under>
        )
      }
    >
      <Shown of={loaded} lines={8}>
        {(found) => <Body key={found.id} alert={found} />}
      </Shown>
    </Panel>
  );
}

function Body({ alert }: { alert: Alert }) {
  return (
    <>
      <div class={styles.next}>
        <Standing alert={alert} />
      </div>
      {can("check_ins.write") && alert.status !== "closed" && <AlertActs alert={alert} />}
      <Section
        title={t("alert.said")}
        action={<a href={reportPath(alert.who.participant_id, alert.report_id)}>{t("alert.open_report")}</a>}
      >
        <Reasons reasons={alert.reasons} />
        <Note language={alert.language} note={alert.note} canWait={alert.can_wait} />
      </Section>
      <Section title={t("contact.title")}>
        <Contacts contacts={alert.contacts} zone={alert.who.site.time_zone} />
      </Section>
    </>
  );
}

/** Who acts next; once closed, by whom and how. */
function Standing({ alert }: { alert: Alert }) {
  const { status, overdue, mine, escalated_at: told } = alert;
  const waits = status === "open" || mine;
  const kind = status === "closed" ? "green" : overdue ? "red" : waits ? "amber" : "info";
  return (
    <Notice kind={kind}>
      <p>{nextWords(alert)}</p>
      {told && status === "open" && (
        <p>{t("alert.escalated", { time: momentWords(told, alert.who.site.time_zone) })}</p>
      )}
      {alert.outcome_note && <p class={styles.words}>{alert.outcome_note}</p>}
    </Notice>
  );
}
