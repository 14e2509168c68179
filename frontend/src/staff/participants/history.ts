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
  participant: "history.participant",
  visit: "history.visit",
  membership: "history.membership",
  account: "history.account",
  time_request: "history.request",
  record: "history.record",
};
const actions: Record<string, TextKey> = {
  added: "history.added",
  changed: "history.changed",
  removed: "history.removed",
  opened: "history.opened",
};

const keys: Record<string, TextKey> = { starts_at: "visit.time", status: "status.title", code: "column.code" };

const plain = (key: string) => key.replaceAll("_", " ");
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** "Month 6 changed", "Participant added", "Visits planned" */
export function whatWords(row: Pick<HistoryRow, "action" | "kind" | "object_id">, { visits }: Speaking): string {
  if (row.action === "planned") return t("history.planned");
  const kind = kinds[row.kind];
  const action = actions[row.action];
  const thing = visits.get(row.object_id) ?? (kind ? t(kind) : plain(row.kind));
  return t("history.did", { thing, action: action ? t(action) : plain(row.action) });
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
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    return `${shortDay(dayIn(value, speaking.timeZone))}, ${clockIn(language.value, value, speaking.timeZone)}`;
  }
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
