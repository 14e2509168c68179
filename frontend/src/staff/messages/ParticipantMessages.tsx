import { ButtonLink } from "../../ui/Button";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { can } from "../session/session";
import { threadPath, type ThreadRow, threads, writePath } from "./data";
import { AnswerBy, ToTranslate } from "./Marks";
import styles from "./Messages.module.css";
import { lastWords, zoneOf } from "./words";

/** A participant's conversations within the participant's own panel, and the way to write first. */
export function ParticipantMessages({ id }: { id: string }) {
  const loaded = useLoad(`messages ${id}`, () => threads.ofParticipant(id));
  return (
    <div class={styles.part}>
      {can("messages.write") && (
        <div>
          <ButtonLink kind="quiet" icon="edit" href={writePath(id)}>
            {t("messages.write")}
          </ButtonLink>
        </div>
      )}
      <Shown of={loaded}>
        {({ rows }) =>
          rows.length ? (
            <ul class={styles.threads}>
              {rows.map((row) => (
                <One key={row.id} row={row} />
              ))}
            </ul>
          ) : (
            <p class={styles.soft}>{t("participant.messages.none")}</p>
          )
        }
      </Shown>
    </div>
  );
}

function One({ row }: { row: ThreadRow }) {
  const { last } = row;
  return (
    <li>
      <p class={styles.inline}>
        <a href={threadPath(row.id)}>{row.topic_label}</a>
        {row.participant.partner && <span>{t("messages.with_partner", { name: row.participant.partner })}</span>}
        {row.status === "closed" && <Mark icon="check">{t("messages.closed")}</Mark>}
        {row.unread > 0 && (
          <Mark icon="mail" tone="teal">
            {t("messages.unread", { n: row.unread })}
          </Mark>
        )}
        <ToTranslate thread={row} />
      </p>
      <p class={styles.last}>
        {last && `${last.author}: `}
        {last?.kind === "note" && <em>{t("messages.note")} </em>}
        <span lang={last?.language}>{lastWords(row)}</span>
      </p>
      <p class={`${styles.inline} ${styles.soft}`}>
        <When at={row.last_at} timeZone={zoneOf(row.participant)} />
        {row.answer_by && (
          <span>
            <AnswerBy thread={row} named />
          </span>
        )}
      </p>
    </li>
  );
}
