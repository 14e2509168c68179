import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import type { Thread } from "./data";
import { Holder } from "./Marks";
import styles from "./Thread.module.css";
import { nextWords } from "./words";

/** Who acts next, who has it, and what it is linked to. */
export function Standing({ thread }: { thread: Thread }) {
  const { overdue, waiting_since: since, visit, claim } = thread;
  return (
    <>
      <Notice kind={overdue ? "red" : since ? "amber" : thread.status === "closed" ? "green" : "info"}>
        <p>{nextWords(thread)}</p>
      </Notice>
      <dl class={styles.facts}>
        <div>
          <dt>{t("thread.has")}</dt>
          <dd>
            <Holder thread={thread} />
          </dd>
        </div>
        {(visit ?? claim) && (
          <div>
            <dt>{t("thread.about")}</dt>
            <dd class={styles.links}>
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
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** A link for whom may go there, the words alone for the others. */
function Linked({ href, may, children }: { href: string; may: string; children: string }) {
  return can(may) ? <a href={href}>{children}</a> : <span>{children}</span>;
}
