import { dayIn } from "../../i18n/dates";
import { language, t } from "../i18n";
import { me, mySites } from "../session/session";
import { momentWords, shortDay } from "../words/dates";
import type { Thread, ThreadPerson, ThreadRow, ThreadStep } from "./data";

/** The clock of the site it is at: what is due is due there. */
export const zoneOf = ({ site_id }: Pick<ThreadPerson, "site_id">) =>
  mySites().find(({ id }) => id === site_id)?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whom it is with: the participant, or a care partner. */
export const withWhom = ({ partner, name }: ThreadPerson) => partner ?? name;

/** Whether it is with a care partner who helps no more, and so reads nothing that is answered here. */
export const helpEnded = ({ participant, reaches_phone: reaches }: Thread) => Boolean(participant.partner) && !reaches;

/** What the signed-in person reads without help. */
export const myLanguage = () => me.value?.account.language ?? language.value;

/** Who has it: a colleague, oneself, nobody. */
export const holderWords = ({ assigned, mine }: ThreadRow) =>
  mine ? t("messages.mine") : (assigned?.name ?? t("messages.nobody"));

/** "Grace Okafor: We look into it", as short as a row needs. */
export function lastWords({ last }: Pick<ThreadRow, "last">): string {
  if (!last) return t("messages.last.none");
  return last.text || t("messages.last.file");
}

/** Who acts next, in a sentence. */
export function nextWords(thread: Thread): string {
  const { participant, answer_by: by, waiting_since: since, overdue } = thread;
  const name = withWhom(participant);
  const zone = zoneOf(participant);
  if (thread.status === "closed") return t("thread.next.closed", { name });
  if (helpEnded(thread)) return t("thread.next.help_ended", { participant: participant.name });
  if (!since || !by) return t("thread.next.with_them", { name });
  const times = { name, since: momentWords(since, zone), by: momentWords(by, zone) };
  return t(overdue ? "thread.next.late" : "thread.next.ours", times);
}

/** Where it stands, in a few words: for two versions side by side. */
export function standingWords(thread: Thread): string {
  const state =
    thread.status === "closed" ? "thread.standing.closed" : thread.waiting_since ? "thread.standing.ours" : "thread.standing.theirs";
  return t("thread.standing", { state: t(state), topic: thread.topic_label, name: holderWords(thread) });
}

/** "A visit or scan, begun Tue 10 Mar": how one thread of a person is told from another. */
export const threadName = ({ topic_label: topic, opened_at: at, participant }: ThreadRow) =>
  t("thread.name", { topic, day: shortDay(dayIn(at, zoneOf(participant))) });

/** What a step was. */
export const stepWords = ({ new: to, by }: ThreadStep) => t(`thread.step.${to}`, { by });

const PLACES = /\{(?:name|visit|visit_day|team|phone|me)\}/g;

/** What nobody filled in yet in a prepared reply, each once, with its braces. */
export const openPlaces = (text: string): string[] => [...new Set(text.match(PLACES))];
