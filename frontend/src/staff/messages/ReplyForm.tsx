import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at } from "../data/problem";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { momentWords } from "../words/dates";
import { Attach } from "./Attach";
import type { Thread } from "./data";
import { changeDraft, type Draft, dropDraft } from "./drafts";
import { Kind } from "./Kind";
import { Places, Prepared } from "./Prepared";
import styles from "./Reply.module.css";
import { meanwhile, useReply } from "./useReply";
import { withWhom, zoneOf } from "./words";

/** The most letters of one message (api: messages/writing.py). */
export const LONGEST_TEXT = 10_000;
export const ids = { text: "reply-text", files: "reply-files" };

type Props = { thread: Thread; draft: Draft; onClosed: () => void };

/** An answer or a note, with prepared replies and files. What is typed lives in its draft. */
export function ReplyForm({ thread, draft, onClosed }: Props) {
  const { busy, problem, send } = useReply(thread, draft);
  const change = (more: Partial<Draft>) => changeDraft(thread.id, more);
  const name = withWhom(thread.participant);
  const submit = async (close: boolean) => (await send(close)) && onClosed();
  const aside = () => {
    change({ open: false });
    onClosed();
  };
  const discard = () => {
    dropDraft(thread.id);
    onClosed();
  };
  return (
    <form
      class={styles.form}
      data-note={draft.note}
      aria-label={draft.note ? t("reply.title.note") : t("reply.title", { name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      <Problems problem={problem} fields={ids} />
      <Meanwhile thread={thread} draft={draft} />
      <Correcting thread={thread} draft={draft} onStop={() => change({ corrects: null })} />
      {!draft.corrects && <Kind note={draft.note} onChange={(note) => change({ note })} />}
      {!draft.note && <Prepared thread={thread} draft={draft} change={change} field={ids.text} />}
      <TextArea
        id={ids.text}
        label={t(draft.note ? "reply.text.note" : "reply.text")}
        error={at(problem, "text")}
        rows={4}
        maxLength={LONGEST_TEXT}
        value={draft.text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      {!draft.note && <Places text={draft.text} field={ids.text} />}
      <Attach
        id={ids.files}
        draft={thread.id}
        participant={thread.participant.id}
        files={draft.files}
        error={at(problem, "files")}
      />
      <Actions>
        <Button type="submit" busy={busy}>
          {t(draft.note ? "reply.save_note" : "reply.send")}
        </Button>
        {!draft.note && thread.status === "open" && (
          <Button kind="quiet" busy={busy} onClick={() => void submit(true)}>
            {t("reply.send_close")}
          </Button>
        )}
        <Button kind="plain" onClick={aside}>
          {t("reply.aside")}
        </Button>
        <Button kind="plain" onClick={discard}>
          {t("reply.discard")}
        </Button>
      </Actions>
    </form>
  );
}

function Meanwhile({ thread, draft }: { thread: Thread; draft: Draft }) {
  const other = meanwhile(thread, draft);
  if (!other || draft.note || !draft.text.trim()) return null;
  return (
    <Notice kind="amber" icon="person" role="status">
      <p>{t("reply.meanwhile", { name: other.author })}</p>
    </Notice>
  );
}

function Correcting({ thread, draft, onStop }: { thread: Thread; draft: Draft; onStop: () => void }) {
  const original = thread.messages.find(({ id }) => id === draft.corrects);
  if (!draft.corrects) return null;
  const time = original ? momentWords(original.at, zoneOf(thread.participant)) : "";
  return (
    <p class={styles.line}>
      <span>{t("reply.correcting", { time })}</span>
      <Button kind="plain" onClick={onStop}>
        {t("reply.correcting.not")}
      </Button>
    </p>
  );
}
