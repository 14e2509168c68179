/** Who is, will be or was on the team, put together from the server's lists: pure, and tested as such. */
import type { Colleague, EndedRole, Invitation, Team } from "./data";

/** `reset`: on the team, and waits for a new way in. */
export type State = "in" | "reset" | "invited" | "expired" | "left";

/** One person, by e-mail address. `person`: null while, or when, she has no role. */
export type Member = {
  id: string;
  name: string;
  email: string;
  state: State;
  person: Colleague | null;
  invitations: Invitation[];
  ended: EndedRole[];
};

export type Filters = { q: string; role: string; site: string; state: string; sort: string };

function stateOf(person: Colleague | null, invitations: readonly Invitation[]): State {
  const meant = person ? invitations.filter(({ reason }) => reason !== "") : invitations;
  if (meant.some(({ status }) => status === "open")) return person ? "reset" : "invited";
  if (meant.length) return "expired";
  return person ? "in" : "left";
}

/** Everybody, once: a person's roles, invitations and earlier roles are hers by her address. */
export function membersOf({ people, invitations, ended }: Team): Member[] {
  const emails = new Set([...people, ...invitations, ...ended].map(({ email }) => email));
  return [...emails].flatMap((email) => {
    const person = people.find((one) => one.email === email) ?? null;
    const hers = invitations.filter((one) => one.email === email);
    const before = ended.filter((one) => one.email === email);
    const named = person ?? hers[0] ?? before[0];
    if (!named) return [];
    const id = person?.id ?? before[0]?.person_id ?? named.id;
    return [{ id, name: named.name, email, state: stateOf(person, hers), person, invitations: hers, ended: before }];
  });
}

/** Whom an address of the page means: a person, or who was invited by that invitation. */
export const memberAt = (members: readonly Member[], id: string) =>
  members.find((one) => one.id === id || one.invitations.some((invitation) => invitation.id === id)) ?? null;

/** The roles that a row stands for: those she has, those she is invited to, or those she had. */
export function seatsOf({ person, invitations, ended }: Member) {
  if (person) return person.roles;
  return invitations.length ? invitations : ended;
}

/** Without a choice: everybody but who has left. */
function inState({ state }: Member, wanted: string): boolean {
  if (wanted === "all") return true;
  if (!wanted) return state !== "left";
  return state === wanted || (wanted === "in" && state === "reset");
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();

function found(member: Member, { q, role, site, state }: Filters): boolean {
  const text = plain(`${member.name} ${member.email}`);
  const seats = seatsOf(member);
  return (
    inState(member, state) &&
    plain(q).split(/\s+/).every((word) => text.includes(word)) &&
    (!role || seats.some((one) => one.role === role)) &&
    // Whoever works at every site works at this one.
    (!site || seats.some(({ site_id }) => site_id === site || site_id === null))
  );
}

const order: readonly State[] = ["expired", "reset", "invited", "in", "left"];
const byName = (one: Member, other: Member) => one.name.localeCompare(other.name);
const seen = ({ person }: Member) => person?.signed_in_at ?? "";

/** By name; by state, what needs somebody first; by the last sign-in, the latest first. */
const sorts: Record<string, (one: Member, other: Member) => number> = {
  name: byName,
  state: (one, other) => order.indexOf(one.state) - order.indexOf(other.state) || byName(one, other),
  seen: (one, other) => seen(other).localeCompare(seen(one)) || byName(one, other),
};

export function shownOf(members: readonly Member[], filters: Filters): Member[] {
  return members.filter((member) => found(member, filters)).sort(sorts[filters.sort] ?? byName);
}
