import type { Shape } from "../../api";
import { language, t } from "../i18n";
import { changesOf, type Change, type Speaking } from "../history/words";
import type { Entries, ParticipantDetail, ParticipantStatus, Proposal } from "../data/types";
import type { SignerRole } from "../consent/data";
import type { NoticeAbout } from "../reminders/data";
import { proposalWords } from "../requests/answer";
import { momentWords } from "../words/dates";
import { money } from "../words/money";
import type { Happening, What } from "./data";

type Alert = Shape<"Alert">;
type Outcome = NonNullable<Alert["outcome"]>;
type Way = "phone" | "in_person" | "message";
type Decision = "decline" | "more_time" | "paper" | "resume";
type Scope = "choice" | "visits" | "everything";

/** What a sentence may need: the words that many use, and the entry's own facts. */
export type Told = {
  by: string;
  /** The participant's name. */
  name: string;
  code: string;
  visit: string;
  reference: string;
  version: string;
  sum: string;
  from: string;
  to: string;
  fact: (key: string) => string;
  proposals: readonly Proposal[];
  changes: readonly Change[];
};

type Sentence = (told: Told) => string;

/** "Advice given" within a sentence. */
const within = (words: string) => words.charAt(0).toLocaleLowerCase(language.value) + words.slice(1);

/** A fact that is one of several words of the server's. */
const one = <T extends string>({ fact }: Told, key: string, or: T) => (fact(key) || or) as T;

const alerted = ({ fact }: Told) => fact("urgency") !== "";
const way = (told: Told) => t(`contact.told.${one<Way>(told, "way", "phone")}`);
const urgency = (told: Told) => within(t(`urgency.${one<Alert["urgency"]>(told, "urgency", "routine")}`));
const outcome = (told: Told) => within(t(`outcome.${one<Outcome>(told, "outcome", "no_action")}`));
const status = (told: Told, key: string) => t(`status.${one<ParticipantStatus>(told, key, "invited")}`);
const role = (told: Told) => t(`consent.by.${one<SignerRole>(told, "role", "investigator")}`);

/** Whom a notice was for, what it was about, and who did something about it. */
const aboutNotice = (told: Told) => ({
  by: told.by,
  to: told.fact("whom"),
  about: t(`reminders.within.${one<NoticeAbout>(told, "about", "news")}`),
});

function changed({ by, changes }: Told): string {
  const [only, ...more] = changes;
  if (!only) return t("did.participant.changed_facts", { by });
  const name = within(only.name);
  if (more.length) return t("did.participant.changed_several", { by, names: list(changes) });
  if (!only.before) return t("did.participant.set", { by, name, after: only.after });
  if (!only.after) return t("did.participant.removed", { by, name, before: only.before });
  return t("did.participant.changed", { by, name, before: only.before, after: only.after });
}

const list = (changes: readonly Change[]) =>
  new Intl.ListFormat(language.value, { type: "conjunction" }).format(changes.map(({ name }) => within(name)));

/** One sentence for each thing that can happen. One that the server adds does not compile without. */
const sentences: Record<What, Sentence> = {
  "visit.booked": (told) => t(told.to ? "did.visit.booked_for" : "did.visit.booked", told),
  "visit.moved": (told) => t("did.visit.moved", told),
  "visit.rebooked": (told) => t("did.visit.rebooked", told),
  "visit.unbooked": (told) => t("did.visit.unbooked", told),
  "visit.reopened": (told) => t("did.visit.reopened", told),
  "visit.done": (told) => t("did.visit.done", told),
  "visit.partly_done": (told) => t("did.visit.partly_done", told),
  "visit.missed": (told) => t("did.visit.missed", told),
  "visit.cancelled": (told) => t("did.visit.cancelled", told),
  "visit.confirmed": (told) => t("did.visit.confirmed", told),
  "visit.unconfirmed": (told) => t("did.visit.unconfirmed", told),
  "visit.time_asked": ({ by, visit, proposals }) =>
    t("did.visit.time_asked", { by, visit, times: proposals.map(proposalWords).join("; ") }),
  "visit.time_given": (told) => t("did.visit.time_given", told),
  "visit.time_refused": (told) => t("did.visit.time_refused", told),
  "visit.time_withdrawn": (told) => t("did.visit.time_withdrawn", told),

  "check_in.sent": (told) => t(alerted(told) ? "did.check_in.sent_alert" : "did.check_in.sent", told),
  "check_in.entered": (told) => t(alerted(told) ? "did.check_in.entered_alert" : "did.check_in.entered", told),
  "check_in.read": (told) => t("did.check_in.read", told),
  "check_in.called": (told) => t("did.check_in.called", told),

  "alert.raised": (told) => t("did.alert.raised", { urgency: urgency(told) }),
  "alert.escalated": () => t("did.alert.escalated"),
  "alert.taken": (told) => t("did.alert.taken", told),
  "alert.taken_over": ({ by, fact }) => t("did.alert.taken_over", { by, had: fact("had") }),
  "alert.given_back": (told) => t("did.alert.given_back", told),
  "alert.reached": (told) => t("did.alert.reached", { by: told.by, name: told.name, way: way(told) }),
  "alert.not_reached": (told) => t("did.alert.not_reached", { by: told.by, name: told.name, way: way(told) }),
  "alert.closed": (told) => t("did.alert.closed", { by: told.by, outcome: outcome(told) }),

  "consent.opened": (told) => t("did.consent.opened", told),
  "consent.asked": (told) => t("did.consent.asked", told),
  "consent.answered": (told) => t("did.consent.answered", told),
  "consent.decided": (told) => t(`did.consent.decided.${one<Decision>(told, "decision", "resume")}`, told),
  "consent.signed": (told) => t("did.consent.signed", told),
  "consent.countersigned": (told) =>
    t("did.consent.countersigned", { by: told.by, version: told.version, role: role(told) }),
  "consent.paper": (told) => t("did.consent.paper", told),
  "consent.in_force": (told) => t("did.consent.in_force", told),
  "consent.overtaken": (told) => t("did.consent.overtaken", told),
  "consent.replaced": (told) => t("did.consent.replaced", told),
  "consent.withdrew": (told) => t(`did.consent.withdrew.${one<Scope>(told, "scope", "everything")}`, told),

  "claim.sent": (told) => t("did.claim.sent", told),
  "claim.sent_again": (told) => t("did.claim.sent_again", told),
  "claim.taken": (told) => t("did.claim.taken", told),
  "claim.given_back": (told) => t("did.claim.given_back", told),
  "claim.rechecked": (told) => t("did.claim.rechecked", told),
  "claim.returned": (told) => t("did.claim.returned", told),
  "claim.second_look": (told) => t("did.claim.second_look", told),
  "claim.approved": (told) => t("did.claim.approved", told),
  "claim.declined": (told) => t("did.claim.declined", told),
  "claim.on_its_way": (told) => t("did.claim.on_its_way", told),
  "claim.paid": (told) => t("did.claim.paid", told),
  "claim.payment_failed": (told) => t("did.claim.payment_failed", told),
  "claim.nothing_changed": (told) => t("did.claim.nothing_changed", told),
  "claim.disputed": (told) => t("did.claim.disputed", told),
  "claim.withdrawn": (told) => t("did.claim.withdrawn", told),

  "message.wrote": (told) => t("did.message.wrote", told),
  "message.answered": (told) => t("did.message.answered", told),
  "message.noted": (told) => t("did.message.noted", told),
  "thread.closed": (told) => t("did.thread.closed", told),
  "thread.reopened": (told) => t("did.thread.reopened", told),
  "thread.merged": (told) => t("did.thread.merged", told),
  "announcement.told": (told) => t("did.announcement.told", told),

  "notice.by_hand": (told) => t("did.notice.by_hand", aboutNotice(told)),
  "notice.sent": (told) => t("did.notice.sent", aboutNotice(told)),
  "notice.opened": (told) => t("did.notice.opened", aboutNotice(told)),
  "notice.failed": (told) => t("did.notice.failed", aboutNotice(told)),
  "notice.handled": (told) => t("did.notice.handled", aboutNotice(told)),

  "joining.invited": (told) => t("did.joining.invited", told),
  "joining.joined": (told) => t("did.joining.joined", told),
  "joining.taken_back": (told) => t("did.joining.taken_back", told),
  "joining.reset": (told) => t("did.joining.reset", told),
  "joining.recovered": (told) => t("did.joining.recovered", told),
  "joining.reset_taken_back": (told) => t("did.joining.reset_taken_back", told),
  "joining.partner_invited": (told) => t("did.joining.partner_invited", told),
  "joining.partner_joined": (told) => t("did.joining.partner_joined", told),
  "joining.partner_taken_back": (told) => t("did.joining.partner_taken_back", told),
  "joining.partner_may_read": (told) => t("did.joining.partner_may_read", told),
  "joining.partner_may_not_read": (told) => t("did.joining.partner_may_not_read", told),
  "joining.partner_ended": (told) => t("did.joining.partner_ended", told),

  "participant.added": (told) => t("did.participant.added", told),
  "participant.status": (told) =>
    t("did.participant.status", { by: told.by, old: status(told, "old"), new: status(told, "new") }),
  "participant.changed": changed,
};

/** Whose line it is, and what the keys in it are called. */
export type Reader = { participant: ParticipantDetail; speaking: Speaking };

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** What differs in a record, where the entry is about that. */
export function changesIn({ facts }: Happening, { speaking }: Reader): Change[] {
  return changesOf((facts.before ?? null) as Entries, (facts.after ?? null) as Entries, speaking);
}

function told(row: Happening, reader: Reader): Told {
  const { participant, speaking } = reader;
  const { facts } = row;
  const zone = speaking.timeZone;
  const moment = (key: string) => (textOf(facts[key]) ? momentWords(textOf(facts[key]), zone) : "");
  const visit = row.about === "visit" ? row.object_id : textOf(facts.visit_id);
  const { amount, currency } = facts;
  return {
    by: row.by ?? t("did.portal"),
    name: participant.name,
    code: participant.code,
    visit: speaking.visits.get(visit) ?? t("did.a_visit"),
    reference: textOf(facts.reference),
    version: textOf(facts.version),
    sum: typeof amount === "number" ? money(amount, textOf(currency)) : t("did.the_money"),
    from: moment("from"),
    to: moment("to"),
    fact: (key) => textOf(facts[key]),
    proposals: (facts.proposals ?? []) as readonly Proposal[],
    changes: changesIn(row, reader),
  };
}

/** What happened and who did it, in a sentence. */
export const sentenceOf = (row: Happening, reader: Reader) => sentences[row.what](told(row, reader));

/** What was written about it, in somebody's own words. */
export const noteOf = ({ facts }: Happening) => textOf(facts.note);
