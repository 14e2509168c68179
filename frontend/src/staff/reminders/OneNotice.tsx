import { t } from "../i18n";
import { momentWords } from "../words/dates";
import type { Notice, Try } from "./data";
import { Handled } from "./HandledForm";
import { NoticeMark } from "./Marks";
import styles from "./Reminders.module.css";

/** One notice: to whom about what, where it stands, and each try to bring it. */
export function OneNotice({ notice, zone }: { notice: Notice; zone: string }) {
  const { about, to, tries, by_hand: by, safety, status } = notice;
  const at = notice.opened_at ?? notice.received_at ?? notice.sent_at ?? notice.due_at;
  return (
    <li>
      <p class={styles.inline}>
        <strong>{t(`reminders.about.${about}`)}</strong>
        <span>{t("reminders.to", { name: to })}</span>
        <NoticeMark notice={notice} />
      </p>
      <p class={`${styles.inline} ${styles.soft}`}>
        <time dateTime={at}>{momentWords(at, zone)}</time>
        {status === "planned" && <span>{t(`reminders.way.${notice.channel}`)}</span>}
        {by && <span>{t("reminders.by_hand", { name: by })}</span>}
        {safety && <span>{t("reminders.safety")}</span>}
      </p>
      {tries.length > 0 && (
        <details class={styles.tries}>
          <summary>{t("reminders.tries", { n: tries.length })}</summary>
          <ol>
            {tries.map((one) => (
              <li key={one.at + one.channel}>
                <time dateTime={one.at}>{momentWords(one.at, zone)}</time> {tryWords(one)}
              </li>
            ))}
          </ol>
        </details>
      )}
      <Handled notice={notice} />
    </li>
  );
}

/** "e-mail: refused (code 550)" */
function tryWords({ channel, outcome, status_code: code }: Try): string {
  const words = t("reminders.try", { way: t(`reminders.way.${channel}`), outcome: t(`reminders.outcome.${outcome}`) });
  return code === null || outcome === "accepted" ? words : `${words} (${t("reminders.code", { code })})`;
}
