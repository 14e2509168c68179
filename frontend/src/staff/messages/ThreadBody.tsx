import { useRef, useState } from "preact/hooks";

import { Notice } from "../../ui/Notice";
import { clockIn, dayIn } from "../../i18n/dates";
import { language, t } from "../i18n";
import { shortDay } from "../words/dates";
import { Acts, type FormName } from "./Acts";
import { Conversation } from "./Conversation";
import type { Thread } from "./data";
import { HandOverForm } from "./HandOverForm";
import { LabelForm } from "./LabelForm";
import { MergeForm } from "./MergeForm";
import { Reply } from "./Reply";
import { Standing } from "./Standing";
import styles from "./Thread.module.css";
import { stepWords, zoneOf } from "./words";

type Props = { thread: Thread; at: string; onGo: (thread: string) => void };

/** The conversation under what is to be done with it; one form is open at a time, and the answer below. */
export function ThreadBody({ thread, at, onGo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<FormName | null>(null);
  const focus = (selector: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  const open = (name: FormName) => {
    setForm(name);
    focus("[data-form] :is(select, input)");
  };
  const shut = () => {
    setForm(null);
    focus("[data-standing]");
  };
  return (
    <div class={styles.thread} ref={box}>
      <div class={styles.top} data-standing tabIndex={-1}>
        <Standing thread={thread} />
        {!thread.may_write && (
          <Notice>
            <p>{t("thread.reads_only")}</p>
          </Notice>
        )}
        {thread.may_write && !form && <Acts thread={thread} onForm={open} onDone={shut} />}
        {form && (
          <div data-form>
            {form === "hand_over" && <HandOverForm thread={thread} onClose={shut} />}
            {form === "label" && <LabelForm thread={thread} onClose={shut} />}
            {form === "merge" && <MergeForm thread={thread} onClose={shut} onMerged={onGo} />}
          </div>
        )}
        <History thread={thread} />
      </div>
      <Conversation thread={thread} at={at} />
      {thread.may_write && <Reply thread={thread} />}
    </div>
  );
}

/** When it was closed and opened again, folded. */
function History({ thread: { steps, participant } }: { thread: Thread }) {
  if (!steps.length) return null;
  const zone = zoneOf(participant);
  return (
    <details class={styles.history}>
      <summary>{t("thread.history")}</summary>
      <ol class={styles.steps}>
        {steps.map((step) => (
          <li key={step.at + step.new}>
            <time dateTime={step.at} class={styles.soft}>
              {shortDay(dayIn(step.at, zone))}, {clockIn(language.value, step.at, zone)}
            </time>
            <span>{stepWords(step)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
