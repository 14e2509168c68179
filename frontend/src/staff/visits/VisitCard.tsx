import { Icon, type IconName } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { zoneName } from "../../i18n/dates";
import type { Activity, Visit, VisitStatus } from "../data/types";
import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import { VisitMark } from "../parts/Mark";
import { When } from "../parts/When";
import { dayAndTime, length, shortDay, span } from "../words/dates";
import { can } from "../session/session";
import { VisitActions } from "./VisitActions";
import styles from "./VisitCard.module.css";

const kinds: Record<string, IconName> = {
  blood_draw: "drop",
  blood_work: "test",
  ct: "scan",
  bone_scan: "bone",
  brain_mri: "brain",
  clinic_visit: "clinic",
  call: "phone",
};

/** One visit: when, what, what became of it, and what can be done now. */
export function VisitCard({ visit }: { visit: Visit }) {
  const { window, time_request: wish } = visit;
  return (
    <div class={styles.card}>
      {wish?.status === "open" && (
        <Notice kind="amber">
          <p>
            {t("visit.wish")}{" "}
            {can("visits.write") && <a href={`/staff/requests/${wish.id}`}>{t("visit.wish.answer")}</a>}
          </p>
        </Notice>
      )}
      <Facts>
        <Fact name={t("visit.window")}>
          {span(window)}, {t("visit.target", { day: shortDay(window.target) })}
        </Fact>
        <Fact name={t("visit.time")}>
          {visit.local_date && visit.local_time
            ? t("visit.time.value", {
                when: dayAndTime(visit.local_date, visit.local_time),
                zone: zoneName(visit.time_zone),
                length: length(visit.minutes),
              })
            : t("visit.time.none", { length: length(visit.minutes) })}
          {visit.outside_window && <span class={styles.amber}> {t("visit.outside")}</span>}
        </Fact>
        {visit.status === "booked" && (
          <Fact name={t("visit.answer")}>{t(visit.confirmed ? "visit.confirmed" : "visit.unconfirmed")}</Fact>
        )}
        <Fact name={t("visit.place")}>
          {visit.place.name}
          {visit.place.note && <span class={styles.soft}> · {visit.place.note}</span>}
        </Fact>
        <Fact name={t("visit.activities")}>
          <ul class={styles.activities}>
            {visit.activities.map((activity) => (
              <ActivityLine key={activity.key} activity={activity} />
            ))}
          </ul>
        </Fact>
        {visit.reason && <Fact name={t("reason")}>{visit.reason}</Fact>}
      </Facts>
      <VisitActions visit={visit} key={visit.id} />
      {visit.steps.length > 0 && <Steps visit={visit} />}
    </div>
  );
}

function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <li>
      <Icon name={kinds[activity.kind] ?? "clinic"} size={16} />
      {activity.name}
      {activity.done !== null && (
        <span class={activity.done ? styles.done : styles.amber}>
          {t(activity.done ? "activity.done" : "activity.not_done")}
        </span>
      )}
    </li>
  );
}

function Steps({ visit }: { visit: Visit }) {
  return (
    <details class={styles.steps}>
      <summary>{t("visit.steps", { n: visit.steps.length })}</summary>
      <ol>
        {[...visit.steps].reverse().map((step) => (
          <li key={step.at}>
            <VisitMark status={step.new as VisitStatus} />
            <span class={styles.soft}>
              {step.by}, <When at={step.at} />
              {step.reason && `: ${step.reason}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
