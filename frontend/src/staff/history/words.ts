import { clockIn, dayIn } from "../../i18n/dates";
import type { Entries, HistoryRow, ParticipantDetail, ParticipantStatus, Proposal, VisitStatus } from "../data/types";
import { language, t, type TextKey } from "../i18n";
import { proposalWords } from "../requests/answer";
import { shortDay } from "../words/dates";
import { visitTitle } from "../visits/words";

export type Change = { name: string; before: string; after: string };

/** What a line of the history needs to speak plainly: what visits are called, and whose clock counts. */
export type Speaking = {
  visits: ReadonlyMap<string, string>;
  /** Labels of anchors, flags and activities by their key. */
  names: ReadonlyMap<string, string>;
  timeZone: string;
};

/** What a participant's own record tells about the keys in her history. */
export function speakingOf({ visits, anchors, all_flags: flags, site }: ParticipantDetail): Speaking {
  const activities = visits.flatMap((visit) => visit.activities.map(({ key, name }) => [key, name] as const));
  const labels = [...anchors, ...flags].map(({ key, label }) => [key, label] as const);
  return {
    visits: new Map(visits.map((visit) => [visit.id, visitTitle(visit)])),
    names: new Map([...activities, ...labels]),
    timeZone: site.time_zone,
  };
}

/** Keys of the record that say nothing to a reader: ids, and when a row was written. */
const silent = /(^|_)id$|^(changed_at|made_at|since|version)$/;

const statuses = new Set<string>([
  "invited",
  "screening",
  "enrolled",
  "completed",
  "withdrawn",
  "ineligible",
] satisfies ParticipantStatus[]);
const states = new Set<string>([
  "planned",
  "booked",
  "done",
  "partly_done",
  "missed",
  "cancelled",
  "removed",
] satisfies VisitStatus[]);

const kinds: Record<string, TextKey> = {
  account: "history.account",
  announcement: "history.announcement",
  authenticator_app: "history.app",
  calendar_feed: "history.calendar_feed",
  care_partner: "history.care_partner",
  claim: "history.claim",
  claim_line: "history.claim_line",
  claim_receipt: "history.claim_receipt",
  consent: "history.consent",
  consent_copy: "history.consent_copy",
  consent_event: "history.consent_event",
  consent_question: "history.consent_question",
  consent_signature: "history.consent_signature",
  consent_text: "history.consent_text",
  consent_version: "history.consent_version",
  device_session: "history.device_session",
  history: "history.history",
  invitation: "history.invitation",
  membership: "history.membership",
  message: "history.message",
  message_file: "history.message_file",
  notice: "history.notice",
  participant: "history.participant",
  passkey: "history.passkey",
  password: "history.password",
  payment: "history.payment",
  payment_batch: "history.payment_batch",
  push_subscription: "history.push_subscription",
  record: "history.record",
  reminder_wishes: "history.reminder_wishes",
  report: "history.report",
  site: "history.site",
  stored_file: "history.stored_file",
  study: "history.study",
  study_version: "history.study_version",
  symptom_alert: "history.symptom_alert",
  symptom_contact: "history.symptom_contact",
  symptom_missed_call: "history.symptom_missed_call",
  symptom_report: "history.symptom_report",
  thread: "history.thread",
  time_request: "history.request",
  travel_distance: "history.travel_distance",
  visit: "history.visit",
  withdrawal: "history.withdrawal",
  work_mark: "history.work_mark",
};
const actions: Record<string, TextKey> = {
  added: "history.added",
  changed: "history.changed",
  removed: "history.removed",
  opened: "history.opened",
  exported: "history.exported",
  sent: "history.sent",
  handled: "history.handled",
  confirmed: "history.confirmed",
};

const keys: Record<string, TextKey> = { starts_at: "visit.time", status: "status.title", code: "column.code" };

const plain = (key: string) => key.replaceAll("_", " ");
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** "Time request" and the like; a kind without words of its own by its name. */
export function kindWords(kind: string): string {
  const key = kinds[kind];
  if (key) return t(key);
  const words = plain(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What can have been done, to choose from. */
export function actionChoices(): { value: string; label: string }[] {
  const said = Object.entries(actions).map(([value, key]) => ({ value, label: t(key) }));
  return [...said, { value: "planned", label: t("history.planned") }];
}

/** A person by her name and the role in which she acted; the portal by which part of it did. */
export function whoWords({ by, actor }: Pick<HistoryRow, "by" | "actor">): { who: string; role: string } {
  const part = /^portal: (.*)/.exec(actor)?.[1];
  if (part !== undefined && by === actor) return { who: t("history.by_portal", { part }), role: "" };
  if (by === "portal" && by === actor) return { who: t("history.by_portal_itself"), role: "" };
  return { who: by, role: by === actor ? "" : plain(actor) };
}

/** "Month 6 changed", "Participant added", "Visits planned" */
export function whatWords(row: Pick<HistoryRow, "action" | "kind" | "object_id">, { visits }: Speaking): string {
  if (row.action === "planned") return t("history.planned");
  const action = actions[row.action];
  const thing = visits.get(row.object_id) ?? kindWords(row.kind);
  return t("history.did", { thing, action: action ? t(action) : plain(row.action) });
}

/** "Wed 10 Mar 2027, 9:30 am" by the clock that counts. */
export function momentWords(instant: string, { timeZone }: Speaking): string {
  return `${shortDay(dayIn(instant, timeZone))}, ${clockIn(language.value, instant, timeZone)}`;
}

/** A value of the record as a person says it. */
export function valueWords(key: string, value: unknown, speaking: Speaking): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Array.isArray(value)) {
    if (key === "proposals") return (value as Proposal[]).map(proposalWords).join("; ");
    if (value.some(isRecord)) return t("visits.count", { n: value.length });
    return value.map((one) => speaking.names.get(String(one)) ?? plain(String(one))).join(", ");
  }
  if (typeof value !== "string") return JSON.stringify(value);
  if (key === "status" && statuses.has(value)) return t(`status.${value as ParticipantStatus}`);
  if (key === "status" && states.has(value)) return t(`visit.${value as VisitStatus}`);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return momentWords(value, speaking);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? shortDay(value) : value;
}

/** What differs between two states, one line each. Dates within "anchors" count as lines of their own. */
export function changesOf(before: Entries, after: Entries, speaking: Speaking): Change[] {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => !silent.test(key))
    .map((key) => ({
      name: nameWords(key, speaking),
      before: valueWords(key, was[key], speaking),
      after: valueWords(key, is[key], speaking),
    }))
    .filter((change) => change.before !== change.after);
}

function nameWords(key: string, speaking: Speaking): string {
  const named = keys[key];
  const words = speaking.names.get(key) ?? (named ? t(named) : plain(key));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function flat(record: Entries): Record<string, unknown> {
  const entries = Object.entries(record ?? {});
  return Object.fromEntries(entries.flatMap(([key, value]) => (isRecord(value) ? Object.entries(value) : [[key, value]])));
}
