import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { ParticipantMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import under from "../parts/Under.module.css";
import { languageName } from "../participants/words";
import { can } from "../session/session";
import { phoneWords } from "../words/phone";
import { type Thread, threads } from "./data";
import { ToTranslate } from "./Marks";
import { Standing } from "./Standing";
import { ThreadBody } from "./ThreadBody";

/** Who writes waits at the other end: an open conversation is asked for more often than a list. */
const EVERY_MS = 15_000;

type Props = {
  id: string;
  /** The message to begin at. */
  at: string;
  onClose: () => void;
  /** Goes to another conversation. */
  onGo: (thread: string) => void;
};

/** One conversation: who acts next, all that was written, the answer. */
export function ThreadPanel({ id, at, onClose, onGo }: Props) {
  const loaded = useLoad(`thread ${id}`, () => threads.one(id));
  useFresh(loaded.reload, EVERY_MS);
  const thread = loaded.data;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={thread ? t("thread.title", thread.participant) : t(loaded.error ? "panel.failed" : "loading")}
      under={thread && <About thread={thread} />}
    >
      <Shown of={loaded} lines={8}>
        {(found) => <ThreadBody key={found.id} thread={found} at={at} onGo={onGo} />}
      </Shown>
    </Panel>
  );
}

/** What it is about, in which language, and how to reach the participant. */
function About({ thread }: { thread: Thread }) {
  const { participant, phone, topic_label: topic } = thread;
  return (
    <>
      <div class={under.under}>
        <strong>{topic}</strong>
        {participant.partner && <span>{t("messages.with_partner", { name: participant.partner })}</span>}
        {participant.status !== "enrolled" && <ParticipantMark status={participant.status} />}
        <span>{languageName(participant.language)}</span>
        <ToTranslate thread={thread} />
        <span>{participant.site_name}</span>
        {phone ? <a href={`tel:${phone}`}>{phoneWords(phone)}</a> : <span>{t("who.no_phone")}</span>}
        {can("participants.read") && <a href={`/staff/participants/${participant.id}`}>{t("who.open")}</a>}
      </div>
      <Standing thread={thread} />
    </>
  );
}
