import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "../../api";
import type { OwnThread } from "../../api";
import { t } from "../../i18n";
import { Live } from "../../ui/Live";
import { Skeleton } from "../../ui/Skeleton";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { visit } from "../data/answers";
import { useResource } from "../data/resource";
import { useEvery, useVisible } from "../data/useEvery";
import { AboutLink } from "./About";
import { Composer } from "./Composer";
import { messages } from "./data";
import { type About, current, type Draft, useDrafts } from "./draft";
import { Gone } from "./Gone";
import { Past } from "./Past";
import { home } from "./path";
import { aboutOf, keptFor, type Parcel, parcels } from "./sending";
import { markRead, thread, unknown } from "./thread";
import { Unsent } from "./Unsent";
import { useArrived, useNewest, usePlace } from "./watching";

const OFTEN = 20_000;

/** One conversation, also one that begins here, with what is not sent yet and where she writes. */
export function ThreadPage({ id }: { id: string }) {
  const { at = null } = useLocation().query as { at?: string };
  const all = messages.shown.value.data;
  const drafts = useDrafts();
  const draft = drafts ? current(id, drafts) : null;
  const waiting = parcels().filter(({ body }) => body.thread_id === id);
  const begins = useBegins(id, drafts?.[id]?.about ?? null, waiting);
  // What only begins here is not asked for: the server does not know it.
  const source = drafts === undefined || begins ? unknown : thread(id);
  const { data, error } = useResource(source);
  useEvery(OFTEN, () => source !== unknown && source.refresh());
  const firstNew = useReading(id, data);
  const arrived = useArrived(data);
  const toEnd = usePlace(data, waiting.length, firstNew, at);

  const about = data ?? drafts?.[id]?.about ?? (waiting[0] ? aboutOf(waiting[0].body) : null);
  const topic = data?.topic_label ?? all?.topics.find(({ key }) => key === about?.topic)?.label;
  const gone = error instanceof ApiError && error.status === 404;
  return (
    <Page title={topic ?? t("msg.thread")} above={about && <AboutLink row={data} about={about} />} back={home} ready={data !== null}>
      {about?.visit_id && <Known visit={about.visit_id} />}
      {gone && !waiting.length && <Gone />}
      {!begins && !gone && (drafts ? <Shown of={thread(id)} blocks={3}>{(now) => <Past id={id} data={now} firstNew={firstNew} />}</Shown> : <Skeleton label={t("app.loading")} blocks={3} />)}
      <Unsent waiting={waiting} begins={begins} />
      <Live>{arrived && <p class="visually-hidden">{arrived}</p>}</Live>
      {about && drafts && (
        <Composer thread={id} draft={draft} about={pick(about)} answer={data?.answer ?? all?.answer ?? null} limits={all ?? LIMITS} onSent={toEnd} />
      )}
    </Page>
  );
}

/** Until the server has said how much it takes. */
const LIMITS = { most_files: 10, longest_text: 10_000 };

const pick = ({ topic, visit_id, claim_id }: About): About => ({ topic, visit_id, claim_id });

/** Whether it is only on this phone so far. */
function useBegins(id: string, about: Draft["about"], waiting: readonly Parcel[]): boolean {
  const listed = messages.shown.value.data?.threads.some((row) => row.id === id) ?? false;
  const known = thread(id).shown.value.data !== null;
  const kept = useKept(id);
  const seen = useRef(false);
  seen.current ||= waiting.length > 0;
  return !listed && !known && (about !== null || waiting.length > 0 || (kept !== false && !seen.current));
}

/** Whether something of it lies on this phone to be sent, before the outbox has begun; undefined while the phone is asked. */
function useKept(id: string): boolean | undefined {
  const [kept, setKept] = useState<boolean | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void keptFor(id).then((found) => here && setKept(found));
    return () => void (here = false);
  }, [id]);
  return kept;
}

/** Says what was seen while the page is looked at. Returns the first message that was new when she came. */
function useReading(id: string, data: OwnThread | null): string | null {
  const visible = useVisible();
  const [firstNew, setFirstNew] = useState<string | null>(null);
  const first = useNewest(data);
  useEffect(() => {
    if (!first || !visible) return;
    setFirstNew((before) => before ?? first);
    void markRead(id);
  }, [id, data, first, visible]);
  return firstNew;
}

/** Asks for the visit that a new conversation is about, so that it can be named. */
function Known({ visit: id }: { visit: string }) {
  useResource(visit(id));
  return null;
}
