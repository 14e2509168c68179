import { useEffect, useRef, useState } from "preact/hooks";

import { type Problem, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { type Message, type Thread, threads } from "./data";

/**
 * The messages of a thread, the newest last: what the last answer has, what was loaded from before
 * it, and what came in between, though the newest page has moved on.
 */
export function useMessages(thread: Thread) {
  const [kept, setKept] = useState<readonly Message[]>([]);
  const [more, setMore] = useState(thread.more);
  const [problem, setProblem] = useState<Problem | null>(null);
  const known = new Set(thread.messages.map(({ id }) => id));
  const messages = [...kept.filter(({ id }) => !known.has(id)), ...thread.messages];
  const shown = useRef(messages);
  shown.current = messages;
  useEffect(() => setKept(shown.current), [thread]);

  async function older(): Promise<boolean> {
    const [first] = shown.current;
    if (!first) return false;
    try {
      setProblem(null);
      const page = await threads.one(thread.id, first.id);
      setKept([...page.messages, ...shown.current]);
      setMore(page.more);
      return page.more;
    } catch (error) {
      setProblem(toProblem(error));
      return false;
    }
  }

  return { messages, more, older, problem };
}

/** Tells the server how far was read, once for each new message and only while somebody looks. */
export function useReading(thread: Thread): void {
  const told = useRef("");
  useEffect(() => {
    const last = thread.messages.at(-1)?.id ?? "";
    if (!thread.unread || told.current === last || document.visibilityState !== "visible") return;
    told.current = last;
    threads.read(thread.id, last).then(changed, () => {
      told.current = ""; // with the next answer it is tried again
    });
  }, [thread]);
}

/** What was new when it was opened, and what came since: it stays marked while one reads. */
export function useNew(thread: Thread): ReadonlySet<string> {
  const found = useRef(new Set<string>());
  if (thread.unread > 0) {
    const theirs = thread.messages.filter(({ kind, mine }) => kind === "from_person" && !mine);
    for (const { id } of theirs.slice(-thread.unread)) found.current.add(id);
  }
  return found.current;
}
