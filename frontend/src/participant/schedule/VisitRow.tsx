import type { Visit } from "../../api";
import { type Label, t } from "../../i18n";
import { Icon, type IconName } from "../../ui/Icon";
import { open } from "../visit/Answer";
import { capital } from "../visit/parts";
import { title, when } from "../visit/words";
import styles from "./Schedule.module.css";

type State = { text: Label; icon: IconName; tone: "teal" | "amber" | "green" | "grey" };

/** What to say under a visit. A window far ahead says enough by itself. */
function state(visit: Visit): State | null {
  if (visit.status === "done") return { text: "status.done", icon: "check", tone: "green" };
  if (visit.status === "partly_done") return { text: "status.partly_done", icon: "check", tone: "green" };
  if (visit.status === "missed") return { text: "status.missed", icon: "close", tone: "grey" };
  if (visit.status === "cancelled") return { text: "status.cancelled", icon: "close", tone: "grey" };
  if (visit.time_request?.status === "open") return { text: "status.requested", icon: "clock", tone: "teal" };
  if (visit.status === "planned") return visit.late ? { text: "status.late", icon: "clock", tone: "amber" } : null;
  if (!open(visit)) return { text: "status.booked", icon: "calendar", tone: "teal" };
  if (visit.confirmed) return { text: "status.confirmed", icon: "check", tone: "green" };
  return { text: "status.needsAnswer", icon: "clock", tone: "amber" };
}

/** How the mark on the line looks: ticked, crossed, solid or hollow. */
function look(visit: Visit): (string | undefined)[] {
  if (visit.status === "done" || visit.status === "partly_done") return [styles.closed, styles.done];
  if (visit.status === "missed" || visit.status === "cancelled") return [styles.closed];
  if (visit.status === "booked") return [styles.booked];
  return visit.late ? [styles.late] : [];
}

export function VisitRow({ visit, today }: { visit: Visit; today: string }) {
  const now = state(visit);
  const closed = look(visit).includes(styles.closed);
  return (
    <li class={[styles.visit, ...look(visit)].filter(Boolean).join(" ")}>
      <a class={styles.link} href={`/visits/${visit.id}`}>
        <span class={styles.mark}>{closed && now && <Icon name={now.icon} size={18} />}</span>
        <span class={styles.words}>
          <span class={`${styles.when} numbers`}>{capital(when(visit, today))}</span>
          <span class={styles.soft}>{title(visit)}</span>
          {now && (
            <span class={`${styles.state} ${styles[now.tone]}`}>
              {!closed && <Icon name={now.icon} size={20} />}
              {t(now.text)}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
