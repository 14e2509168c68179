import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { When } from "../parts/When";
import { momentWords } from "../words/dates";
import type { Message, Thread } from "./data";
import { changeDraft } from "./drafts";
import { Files } from "./Files";
import { OtherLanguage } from "./Marks";
import styles from "./Thread.module.css";
import { withWhom, zoneOf } from "./words";

type Props = {
  message: Message;
  thread: Thread;
  /** The one that was searched for. */
  found: boolean;
  /** Nobody here had read it when the conversation was opened. */
  fresh: boolean;
  corrected: boolean;
  /** The message that this one corrects, where it is in sight. */
  original: Message | undefined;
  onLook: (file: string) => void;
};

/** Who wrote what and when; a note of the team is set apart by its tint and by words. */
export function OneMessage({ message, thread, found, fresh, corrected, original, onLook }: Props) {
  const { kind, author, at, text, language, files } = message;
  return (
    <li class={styles.message} data-kind={kind} data-found={found} tabIndex={found ? -1 : undefined}>
      {kind === "note" && (
        <p class={styles.note}>
          <Mark icon="lock" tone="amber">
            {t("thread.note")}
          </Mark>
        </p>
      )}
      <p class={styles.by}>
        <strong>{author}</strong>
        <span class={styles.soft}>
          <When at={at} timeZone={zoneOf(thread.participant)} end={kind === "from_team"} />
        </span>
        {fresh && (
          <Mark icon="mail" tone="teal">
            {t("thread.new")}
          </Mark>
        )}
        <OtherLanguage language={language} />
      </p>
      <Correction message={message} thread={thread} original={original} />
      {text && (
        <p class={styles.text} lang={language} dir="auto">
          {text}
        </p>
      )}
      <Files files={files} onLook={onLook} />
      <Foot message={message} thread={thread} corrected={corrected} />
    </li>
  );
}

function Correction({ message, thread, original }: Pick<Props, "message" | "thread" | "original">) {
  if (!message.corrects) return null;
  return (
    <p class={styles.soft}>
      {original
        ? t("thread.corrects", { time: momentWords(original.at, zoneOf(thread.participant)) })
        : t("thread.corrects.older")}
    </p>
  );
}

/** Whether she has read it, and the way to put one's own words right. */
function Foot({ message, thread, corrected }: Pick<Props, "message" | "thread" | "corrected">) {
  const { kind, read, mine } = message;
  const correct = () => {
    changeDraft(thread.id, { open: true, note: kind === "note", corrects: message.id, text: message.text });
    requestAnimationFrame(() => document.getElementById("reply-text")?.focus());
  };
  const mayCorrect = mine && kind !== "from_person" && thread.may_write && !corrected;
  if (kind !== "from_team" && !corrected && !mayCorrect) return null;
  return (
    <p class={styles.under}>
      {kind === "from_team" && (
        <Mark icon={read ? "check" : "clock"} tone="soft">
          {read ? t("thread.read", { name: withWhom(thread.participant) }) : t("thread.unread")}
        </Mark>
      )}
      {corrected && (
        <Mark icon="edit" tone="soft">
          {t("thread.corrected")}
        </Mark>
      )}
      {mayCorrect && (
        <Button kind="plain" icon="edit" onClick={correct}>
          {t("thread.correct")}
        </Button>
      )}
    </p>
  );
}
