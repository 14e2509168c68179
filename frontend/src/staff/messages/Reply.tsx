import { useRef } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at } from "../data/problem";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { useKeys } from "../shell/keys";
import { momentWords } from "../words/dates";
import { phoneWords } from "../words/phone";
import { Attach } from "./Attach";
import type { Thread } from "./data";
import { changeDraft, type Draft, draftOf, dropDraft } from "./drafts";
import { Kind } from "./Kind";
import { Places, Prepared } from "./Prepared";
import styles from "./Thread.module.css";
import { useReply } from "./useReply";
import { withWhom, zoneOf } from "./words";

/** The most letters of one message (api: messages/writing.py). */
export const LONGEST_TEXT = 10_000;
const ids = { text: "reply-text", files: "reply-files" };

/** The way to answer: two buttons until something is begun, then the form, which stays at the foot. */
export function Reply({ thread }: { thread: Thread }) {
  const box = useRef<HTMLDivElement>(null);
  const draft = draftOf(thread.id);
  const focus = (selector: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  const open = (note: boolean) => {
    changeDraft(thread.id, { open: true, ...(draft.open ? {} : { note }), began: draft.began ?? thread.last_number });
    focus(`#${ids.text}`);
  };
  useKeys([{ key: "r", label: "reply.key", run: () => open(false) }], true);
  return (
    <div class={styles.reply} ref={box}>
      <Unreached thread={thread} />
      {draft.open ? (
        <ReplyForm thread={thread} draft={draft} onClosed={() => focus("button")} />
      ) : (
        <Actions>
          <Button icon="edit" onClick={() => open(false)}>
            {t("reply.open")}
          </Button>
          <Button kind="quiet" icon="lock" onClick={() => open(true)}>
            {t("reply.open_note")}
          </Button>
        </Actions>
      )}
    </div>
  );
}

/** Where nobody reads what is written here, or should not have to: what to do instead. */
function Unreached({ thread: { has_account, participant, phone: number } }: { thread: Thread }) {
  const name = withWhom(participant);
  const phone = number ? phoneWords(number) : "";
  const withdrew = participant.status === "withdrawn";
  if (has_account && !withdrew) return null;
  const key = has_account ? "thread.withdrew" : "thread.no_account";
  return (
    <Notice kind="amber" icon="phone">
      <p>{number ? t(key, { name, phone }) : t(`${key}.no_phone`, { name })}</p>
    </Notice>
  );
}

type FormProps = { thread: Thread; draft: Draft; onClosed: () => void };

function ReplyForm({ thread, draft, onClosed }: FormProps) {
  const { busy, problem, send } = useReply(thread, draft);
  const change = (more: Partial<Draft>) => changeDraft(thread.id, more);
  const name = withWhom(thread.participant);
  const submit = async (close: boolean) => (await send(close)) && onClosed();
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
        hint={draft.note ? t("reply.text.hint_note") : t("reply.text.hint", { name })}
        error={at(problem, "text")}
        rows={5}
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
        <Button kind="plain" onClick={discard}>
          {t("reply.discard")}
        </Button>
      </Actions>
    </form>
  );
}

/** A colleague's answer that came into sight while one was writing. */
function Meanwhile({ thread, draft }: { thread: Thread; draft: Draft }) {
  const began = draft.began ?? thread.last_number;
  const other = thread.messages.findLast(({ kind, mine, number }) => kind === "from_team" && !mine && number > began);
  if (!other || draft.note) return null;
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
    <p class={styles.by}>
      <span>{t("reply.correcting", { time })}</span>
      <Button kind="plain" onClick={onStop}>
        {t("reply.correcting.not")}
      </Button>
    </p>
  );
}
