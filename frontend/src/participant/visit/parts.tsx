import type { Activity, Visit } from "../../api";
import { t } from "../../i18n";
import { Icon, type IconName } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { standing } from "../data/session";
import styles from "./parts.module.css";
import { length, stopEating, when, zoneLines } from "./words";

/** The zone the person chose to see beside the clinic's. */
function ownZone(): string | null {
  const now = standing.value;
  return now.kind === "in" ? (now.session.account?.time_zone ?? null) : null;
}

/** Day, time, length and, where clocks differ, whose time it is. */
export function Times({ visit, today, soon }: { visit: Visit; today: string; soon?: string | null }) {
  const own = ownZone();
  return (
    <div class={styles.times}>
      <p class={`${styles.when} numbers`}>{capital(when(visit, today))}</p>
      {zoneLines(visit, own).map((line) => (
        <p class={styles.soft} key={line}>
          {line}
        </p>
      ))}
      <p class={styles.soft}>
        {[soon, t("time.about", { time: length(visit.minutes) })].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}

/** "between 3 and 17 March" at the start of a line. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const icons: Record<string, IconName> = {
  blood_draw: "drop",
  blood_work: "test",
  ct: "scan",
  bone_scan: "bone",
  brain_mri: "brain",
  clinic_visit: "clinic",
  call: "phone",
};

export function activityIcon(kind: string): IconName {
  return icons[kind] ?? "calendar";
}

/** What happens, in names. */
export function Activities({ list }: { list: readonly Activity[] }) {
  return (
    <ul class={styles.activities}>
      {list.map((activity) => (
        <li class={styles.activity} key={activity.key}>
          <Icon name={activityIcon(activity.kind)} />
          <span>{activity.name}</span>
        </li>
      ))}
    </ul>
  );
}

export function StopEating({ visit }: { visit: Visit }) {
  const sentence = stopEating(visit, ownZone());
  if (!sentence) return null;
  return (
    <Notice kind="amber" icon="food">
      <p>
        <strong>{sentence}</strong>
      </p>
    </Notice>
  );
}

/** A visit without a day yet: who acts next. */
export function Waiting({ visit }: { visit: Visit }) {
  if (visit.late) {
    return (
      <Notice kind="amber">
        <p>{t("status.late")}</p>
      </Notice>
    );
  }
  return <p>{t("visit.planned")}</p>;
}
