import { clockIn, dayIn } from "../../i18n/dates";
import { language, t } from "../i18n";
import { shortDay } from "../words/dates";
import { Conversation } from "./Conversation";
import type { Thread } from "./data";
import { Foot } from "./Foot";
import styles from "./Thread.module.css";
import { stepWords, zoneOf } from "./words";

type Props = { thread: Thread; at: string; onGo: (thread: string) => void };

/** The conversation, and under it what can be done. */
export function ThreadBody({ thread, at, onGo }: Props) {
  return (
    <div class={styles.thread}>
      <History thread={thread} />
      <Conversation thread={thread} at={at} />
      <Foot thread={thread} onGo={onGo} />
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
