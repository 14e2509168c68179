import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Problems } from "../parts/Problems";
import { FullScreen } from "../parts/viewer/FullScreen";
import type { Place, Shot } from "../parts/viewer/looking";
import { momentWords } from "../words/dates";
import { filePath, type Message, picturePath, type Thread } from "./data";
import { OneMessage } from "./OneMessage";
import styles from "./Thread.module.css";
import { useMessages, useNew, useReading } from "./useMessages";
import { zoneOf } from "./words";

/** From the end of what is scrolled, where new messages still come into sight by themselves. */
const NEAR = 80;

/** All that was written, the newest last; `at` names the message to begin at. */
export function Conversation({ thread, at }: { thread: Thread; at: string }) {
  const box = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const { messages, more, older, problem } = useMessages(thread);
  const fresh = useNew(thread);
  useReading(thread);
  useEnd(box, messages.at(-1)?.id ?? "", at !== "");
  useHit(box, at, messages, more, older);
  const zone = zoneOf(thread.participant);
  const shots = messages.flatMap((one) => shotsOf(one, zone));
  const corrected = new Set(messages.map(({ corrects }) => corrects));

  return (
    <section class={styles.conversation} ref={box} aria-label={t("thread.conversation")}>
      <Problems problem={problem} fields={{}} />
      {more && (
        <Button kind="quiet" icon="up" onClick={() => void older()}>
          {t("thread.older")}
        </Button>
      )}
      <ol class={styles.messages}>
        {messages.map((one) => (
          <OneMessage
            key={one.id}
            message={one}
            thread={thread}
            found={one.id === at}
            fresh={fresh.has(one.id)}
            corrected={corrected.has(one.id)}
            original={messages.find(({ id }) => id === one.corrects)}
            onLook={(file) => setPlace({ at: shots.findIndex(({ id }) => id === file), page: 1 })}
          />
        ))}
      </ol>
      {place && (
        <FullScreen of="file" shots={shots} place={place} onPlace={setPlace} onClose={() => setPlace(null)} />
      )}
    </section>
  );
}

const shotsOf = ({ files, author, at }: Message, zone: string): Shot[] =>
  files.map(({ id, pages }) => ({
    id,
    pages,
    about: t("thread.file.about", { author, time: momentWords(at, zone) }),
    picture: (page) => picturePath(id, page),
    file: filePath(id),
  }));

type Box = { current: HTMLElement | null };

/** What scrolls is the panel around it. */
const scrolled = (box: Box) => box.current?.parentElement?.parentElement ?? null;

/** Begins at the end, and stays there when something comes; whoever reads further up is left alone. */
function useEnd(box: Box, last: string, away: boolean) {
  const atEnd = useRef(!away);
  useLayoutEffect(() => {
    const around = scrolled(box);
    const content = box.current?.parentElement;
    if (!around || !content) return undefined;
    const stay = () => {
      if (atEnd.current) around.scrollTop = around.scrollHeight;
    };
    const look = () => {
      atEnd.current = around.scrollHeight - around.scrollTop - around.clientHeight < NEAR;
    };
    // A picture that arrives and a form that opens make it longer, too.
    const grown = new ResizeObserver(stay);
    grown.observe(content);
    around.addEventListener("scroll", look);
    stay();
    return () => {
      grown.disconnect();
      around.removeEventListener("scroll", look);
    };
  }, [box, last]);
}

/** Brings a message that was searched for into sight, however long ago it was written. */
function useHit(box: Box, at: string, messages: readonly Message[], more: boolean, older: () => Promise<boolean>) {
  const there = messages.some(({ id }) => id === at);
  const fetchOlder = useRef(older);
  fetchOlder.current = older;
  useEffect(() => {
    if (!at || there || !more) return;
    void fetchOlder.current();
  }, [at, there, more, messages.length]);
  useEffect(() => {
    if (!at || !there) return;
    const found = box.current?.querySelector<HTMLElement>('[data-found="true"]');
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
  }, [box, at, there]);
}
