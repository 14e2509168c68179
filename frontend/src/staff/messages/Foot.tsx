import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import { focusAfterStep, focusIn } from "../parts/focus";
import { useKeys } from "../shell/keys";
import { phoneWords } from "../words/phone";
import { Acts, type FormName } from "./Acts";
import type { Thread } from "./data";
import { changeDraft, draftOf, isBegun } from "./drafts";
import { HandOverForm } from "./HandOverForm";
import { LabelForm } from "./LabelForm";
import { MergeForm } from "./MergeForm";
import { ids, ReplyForm } from "./ReplyForm";
import styles from "./Reply.module.css";
import { helpEnded, withWhom } from "./words";

type Props = { thread: Thread; onGo: (thread: string) => void };

/** What can be done, always in sight: answering, and the acts; one form is open at a time. */
export function Foot({ thread, onGo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<FormName | null>(null);
  const draft = draftOf(thread.id);
  const write = (note: boolean) => {
    setForm(null);
    changeDraft(thread.id, { open: true, note: isBegun(thread.id) ? draft.note : note, began: draft.began ?? thread.last_number });
    focusIn(box, `#${ids.text}`);
  };
  const open = (name: FormName) => {
    setForm(name);
    focusIn(box, "form :is(select, input)");
  };
  const shut = () => {
    setForm(null);
    focusIn(box, "button");
  };
  const stepped = () => focusAfterStep(box, "button");
  const answers = thread.may_write && !helpEnded(thread);
  useKeys(answers ? [{ key: "r", label: "reply.key", run: () => write(false) }] : [], true);
  return (
    <div class={styles.foot} ref={box}>
      <Unreached thread={thread} />
      {!thread.may_write ? (
        <Notice>
          <p>{t("thread.reads_only")}</p>
        </Notice>
      ) : form === "hand_over" ? (
        <HandOverForm thread={thread} onClose={shut} />
      ) : form === "label" ? (
        <LabelForm thread={thread} onClose={shut} />
      ) : form === "merge" ? (
        <MergeForm thread={thread} onClose={shut} onMerged={onGo} />
      ) : draft.open ? (
        <ReplyForm thread={thread} draft={draft} onClosed={shut} />
      ) : (
        <Acts thread={thread} onForm={open} onDone={stepped}>
          <Begin begun={isBegun(thread.id)} noteOnly={helpEnded(thread)} onWrite={write} />
        </Acts>
      )}
    </div>
  );
}

type BeginProps = { begun: boolean; noteOnly: boolean; onWrite: (note: boolean) => void };

/** Writing, or going on with what was put aside. */
function Begin({ begun, noteOnly, onWrite }: BeginProps) {
  return (
    <>
      {(begun || !noteOnly) && (
        <Button icon="edit" onClick={() => onWrite(false)}>
          {t(begun ? "reply.go_on" : "reply.open")}
        </Button>
      )}
      {!begun && (
        <Button kind="quiet" icon="lock" aria-label={t("reply.open_note")} onClick={() => onWrite(true)}>
          {t("reply.note")}
        </Button>
      )}
    </>
  );
}

/** Where nobody reads what is written here, or should not have to: what to do instead. */
function Unreached({ thread }: { thread: Thread }) {
  const { participant, phone: number, reaches_phone: reaches } = thread;
  const name = withWhom(participant);
  const phone = number ? phoneWords(number) : "";
  const withdrew = participant.status === "withdrawn";
  if (reaches && !withdrew) return null;
  if (helpEnded(thread)) {
    return (
      <Notice kind="amber" icon="person">
        <p>{t("thread.help_ended", { name, participant: participant.name })}</p>
      </Notice>
    );
  }
  const key = reaches ? "thread.withdrew" : "thread.no_account";
  return (
    <Notice kind="amber" icon="phone">
      <p>{number ? t(key, { name, phone }) : t(`${key}.no_phone`, { name })}</p>
    </Notice>
  );
}
