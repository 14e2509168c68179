import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import type { Thread } from "./data";
import { Holder } from "./Marks";
import styles from "./Thread.module.css";
import { nextWords } from "./words";

/** Who acts next, who has it, and what it is linked to. */
export function Standing({ thread }: { thread: Thread }) {
  const { overdue, waiting_since: since, status, visit, claim } = thread;
  const tone = overdue ? "red" : since ? "amber" : "soft";
  return (
    <div class={styles.standing}>
      <p role="status">
        <Mark icon={overdue ? "alert" : since ? "clock" : status === "closed" ? "check" : "mail"} tone={tone}>
          {nextWords(thread)}
        </Mark>
      </p>
      <p class={styles.links}>
        <span>
          <span class={styles.soft}>{t("thread.has")}:</span> <Holder thread={thread} />
        </span>
        {visit && (
          <Linked href={`/staff/visits/${visit.id}`} may="participants.read">
            {t("thread.about.visit", { name: visit.name, day: shortDay(visit.day) })}
          </Linked>
        )}
        {claim && (
          <Linked href={`/staff/claims/${claim.id}`} may="claims.read">
            {t("thread.about.claim", claim)}
          </Linked>
        )}
      </p>
    </div>
  );
}

/** A link for whom may go there, the words alone for the others. */
function Linked({ href, may, children }: { href: string; may: string; children: string }) {
  return can(may) ? <a href={href}>{children}</a> : <span>{children}</span>;
}
