import type { ComponentChildren } from "preact";

import type { OwnMessage } from "../../api";
import { language, t } from "../../i18n";
import { clockIn, deviceZone } from "../../i18n/dates";
import { Icon, type IconName } from "../../ui/Icon";
import { correct } from "./draft";
import { FileTiles, type ShownFile } from "./Files";
import styles from "./Messages.module.css";
import talk from "./Talk.module.css";

const clock = (at: string) => clockIn(language.value, at, deviceZone());
export const shownFiles = ({ files }: Pick<OwnMessage, "files">): ShownFile[] =>
  files.map(({ id, name, media_type, pages }) => ({ id, name, type: media_type, pages }));

type Props = { message: OwnMessage; corrections: readonly OwnMessage[]; thread: string };

/** What somebody wrote, with what puts it right: the earlier words can still be read. */
export function Bubble({ message, corrections, thread }: Props) {
  const last = corrections.at(-1) ?? message;
  const corrected = last !== message || message.corrects !== null;
  const earlier = last === message ? [] : [message, ...corrections.slice(0, -1)];
  return (
    <Frame id={message.id} mine={!message.from_team && message.mine} author={authorOf(message)}>
      <div class={talk.bubble}>
        <Words message={last} corrected={corrected} />
        {earlier.map((one) => (
          <div key={one.id} class={talk.before}>
            {one.text && <p lang={foreign(one)}>{t("msg.corrected.before", { text: one.text })}</p>}
            <FileTiles files={shownFiles(one)} />
          </div>
        ))}
      </div>
      <Meta message={message} last={last} thread={thread} />
    </Frame>
  );
}

export function authorOf({ mine, from_team, author }: OwnMessage): string {
  if (from_team) return t("msg.team", { name: author });
  return mine ? t("msg.me") : author;
}

/** So that it is read aloud as it is written. */
const foreign = (message: OwnMessage) => (message.language === language.value ? undefined : message.language);

function Words({ message, corrected }: { message: OwnMessage; corrected: boolean }) {
  const { text } = message;
  return (
    <>
      {corrected && <p class={styles.strong}>{t(text ? "msg.corrected" : "msg.corrected.files")}</p>}
      {text && <p lang={foreign(message)}>{text}</p>}
      <FileTiles files={shownFiles(message)} />
    </>
  );
}

function Meta({ message, last, thread }: { message: OwnMessage; last: OwnMessage; thread: string }) {
  const own = message.mine && !message.from_team;
  return (
    <div class={talk.meta}>
      <time dateTime={message.at}>{clock(message.at)}</time>
      {own && <State icon="check" words={t(last.read ? "msg.read" : "msg.received")} />}
      {own && (
        <button
          type="button"
          class={talk.correct}
          aria-label={t("msg.correct.what", { when: clock(message.at) })}
          onClick={() => {
            correct(thread, { id: message.id, text: last.text });
            document.getElementById("message")?.focus();
          }}
        >
          {t("msg.correct")}
        </button>
      )}
    </div>
  );
}

export function State({ icon, words }: { icon: IconName; words: string }) {
  return (
    <span class={talk.state}>
      <Icon name={icon} size={16} />
      {words}
    </span>
  );
}

type FrameProps = { id: string; mine: boolean; author: string; children: ComponentChildren };

export function Frame({ id, mine, author, children }: FrameProps) {
  return (
    <li id={`m-${id}`} class={mine ? talk.mine : talk.theirs} tabIndex={-1}>
      <p class={talk.author}>{author}</p>
      {children}
    </li>
  );
}
