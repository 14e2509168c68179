import { language, t, type TextKey } from "../i18n";
import { length } from "../words/dates";
import type { SignerRole, TrailEntry } from "./data";
import { plain } from "./words";

export type TrailGroup = "reading" | "questions" | "decisions" | "signing";

const kinds: Record<string, { text: TextKey; group: TrailGroup }> = {
  opened: { text: "trail.opened", group: "reading" },
  section: { text: "trail.section", group: "reading" },
  language: { text: "trail.language", group: "reading" },
  term: { text: "trail.term", group: "reading" },
  read_aloud: { text: "trail.read_aloud", group: "reading" },
  changes: { text: "trail.changes", group: "reading" },
  printed: { text: "trail.printed", group: "reading" },
  asked: { text: "trail.asked", group: "questions" },
  hold_lifted: { text: "trail.hold_lifted", group: "questions" },
  answered: { text: "trail.answered", group: "questions" },
  quiz: { text: "trail.quiz", group: "questions" },
  choices: { text: "trail.choices", group: "decisions" },
  decided: { text: "trail.decided", group: "decisions" },
  withdrew: { text: "trail.withdrew", group: "decisions" },
  confirmed: { text: "trail.confirmed", group: "signing" },
  signed: { text: "trail.signed", group: "signing" },
  paper: { text: "trail.paper", group: "signing" },
  in_force: { text: "trail.in_force", group: "signing" },
  overtaken: { text: "trail.overtaken", group: "signing" },
  replaced: { text: "trail.replaced", group: "signing" },
  copy_made: { text: "trail.copy_made", group: "signing" },
  copy_opened: { text: "trail.copy_opened", group: "signing" },
};

export const groups: readonly TrailGroup[] = ["reading", "questions", "decisions", "signing"];

export const inGroup = (entries: readonly TrailEntry[], group: string) =>
  group === "" ? entries : entries.filter(({ kind }) => kinds[kind]?.group === group);

/** What happened, in a few words. */
export function trailWords({ kind }: Pick<TrailEntry, "kind">): string {
  const known = kinds[kind];
  return known ? t(known.text) : plain(kind);
}

export const whoWords = (who: string) => (who === "portal" ? t("trail.by_portal") : who);

type Tell = (value: unknown) => string;

const asWord = (words: Record<string, TextKey>): Tell => (value) => {
  const found = words[String(value)];
  return found ? t(found) : plain(String(value));
};

const roles: Record<SignerRole, TextKey> = {
  participant: "consent.role.participant",
  discussion_leader: "consent.role.discussion_leader",
  investigator: "consent.role.investigator",
};

/** The facts that say something to a reader, in this order; ids and fingerprints are in the table. */
const facts: readonly (readonly [string, Tell])[] = [
  ["section", (key) => plain(String(key))],
  ["seconds", (seconds) => length(Math.max(1, Math.round(Number(seconds) / 60)))],
  ["question", (key) => (/^[0-9a-f]{8}-/.test(String(key)) ? "" : plain(String(key)))],
  ["option", (key) => plain(String(key))],
  ["right", (right) => t(right ? "trail.right" : "trail.wrong")],
  ["holds", (holds) => t(holds ? "question.holds" : "question.holds_not")],
  ["way", asWord({ portal: "question.told.portal", phone: "question.told.phone", in_person: "question.told.in_person" })],
  [
    "decision",
    asWord({
      decline: "consent.decision.decline",
      more_time: "consent.decision.more_time",
      paper: "consent.decision.paper",
      resume: "consent.decision.resume",
    }),
  ],
  ["choices", choicesWords],
  ["role", asWord(roles)],
  ["signatures", signersWords],
  [
    "copy",
    asWord({
      signed: "consent.copy.signed",
      complete: "consent.copy.complete",
      withdrawal: "consent.copy.withdrawal",
      paper: "consent.copy.paper",
    }),
  ],
  [
    "scope",
    asWord({
      choice: "withdraw.scope.choice",
      visits: "withdraw.scope.visits",
      everything: "withdraw.scope.everything",
    }),
  ],
  ["choice", (key) => plain(String(key))],
];

function choicesWords(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, yes]) => `${plain(key)}: ${t(yes ? "yes" : "no")}`)
    .join(", ");
}

function signersWords(value: unknown): string {
  if (!Array.isArray(value)) return "";
  return (value as { role: SignerRole; name: string }[]).map(({ role, name }) => `${name} (${t(roles[role])})`).join(", ");
}

/** "risks, 2 min, English" */
export function factWords(entry: TrailEntry): string {
  const told = facts.flatMap(([key, tell]) => {
    const value = entry.facts[key];
    return value === undefined || value === null ? [] : [tell(value)];
  });
  const spoken = entry.language && new Intl.DisplayNames([language.value], { type: "language" }).of(entry.language);
  return [...told, spoken].filter(Boolean).join(", ");
}
