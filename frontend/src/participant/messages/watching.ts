/** What a conversation does while it is on the screen: where the page stands in it, and what is said of it. */
import { useEffect, useRef, useState } from "preact/hooks";

import type { OwnThread } from "../../api";
import { t } from "../../i18n";
import { cameBack } from "../app/navigation";
import { bringUp } from "./Past";
import { loadOlder } from "./thread";

/** From so near the end, in pixels, the page follows what comes. */
const NEAR = 240;
/** Older pages that are loaded at most to find one message. */
const MOST_PAGES = 30;

/** The first message that she has not read; null where there is none. */
export function useNewest(data: OwnThread | null): string | null {
  return data?.messages.find(({ unread }) => unread)?.id ?? null;
}

/** What to read out when the team has written while the page is open. */
export function useArrived(data: OwnThread | null): string {
  const last = useRef<string | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!data) return;
    const before = last.current;
    last.current = data.messages.at(-1)?.id ?? null;
    const at = data.messages.findIndex(({ id }) => id === before);
    const fresh = before === null || at < 0 ? [] : data.messages.slice(at + 1).filter(({ from_team }) => from_team);
    const newest = fresh.at(-1);
    if (newest) setSaid(t("msg.came", { name: newest.author }));
  }, [data]);
  return said;
}

/**
 * Opens a conversation at what is new, at the message asked for, or at its end, and stays at the end
 * while one is there. Returns what leads to the end.
 */
export function usePlace(data: OwnThread | null, waiting: number, firstNew: string | null, at: string | null): () => void {
  const opened = useRef(false);
  const nearEnd = useRef(true);
  const count = (data?.messages.length ?? 0) + waiting;
  useEffect(() => {
    const look = () => (nearEnd.current = rest() < NEAR);
    addEventListener("scroll", look, { passive: true });
    return () => removeEventListener("scroll", look);
  }, []);
  useEffect(() => {
    if (count === 0) return;
    const first = !opened.current;
    opened.current = true;
    if (first && (at !== null || cameBack())) nearEnd.current = false;
    if (nearEnd.current) toEnd();
  }, [count, at]);
  useEffect(() => {
    // After the page went to the end: what is new may be more than fits above it.
    if (firstNew) requestAnimationFrame(() => document.getElementById("new")?.scrollIntoView({ block: "center" }));
  }, [firstNew]);
  const id = data?.id;
  useEffect(() => {
    if (id && at) void find(id, at);
  }, [id, at]);
  return toEnd;
}

const rest = () => document.documentElement.scrollHeight - scrollY - innerHeight;
const toEnd = () => requestAnimationFrame(() => scrollTo(0, document.documentElement.scrollHeight));

/** Loads older messages until the one asked for is there, and brings it into sight. */
async function find(id: string, at: string) {
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if (bringUp(`m-${at}`)) return;
    const more = await loadOlder(id).catch(() => false);
    if (!more) return;
    await new Promise(requestAnimationFrame);
  }
}
