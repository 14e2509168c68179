import { expect, it } from "vitest";

import { membersOf, memberAt, shownOf } from "./members";
import { aColleague, anEndedRole, anInvitation, aRole, aTeam } from "./testing";

const all = { q: "", role: "", site: "", state: "all", sort: "name" };
const names = (members: readonly { name: string }[]) => members.map(({ name }) => name);

const team = aTeam({
  people: [
    aColleague(),
    aColleague({
      id: "person-2",
      name: "Omar Haddad",
      email: "omar@example.org",
      signed_in_at: "2026-11-28T15:00:00Z",
      roles: [aRole({ id: "role-2", role: "finance", site_id: null, site: null })],
    }),
  ],
  invitations: [
    anInvitation({ status: "expired" }),
    anInvitation({ id: "invitation-2", name: "Grace Okafor", email: "grace@example.org", reason: "Lost the phone" }),
  ],
  ended: [anEndedRole(), anEndedRole({ id: "role-8", role: "monitor" })],
});
const members = membersOf(team);

it("shows each person once, with where she stands", () => {
  expect(members.map(({ name, state }) => [name, state])).toEqual([
    ["Grace Okafor", "reset"],
    ["Omar Haddad", "in"],
    ["Ana Ruiz", "expired"],
    ["Zoe Adler", "left"],
  ]);
});

it("leaves out who has left until that is asked for", () => {
  expect(names(shownOf(members, { ...all, state: "" }))).toEqual(["Ana Ruiz", "Grace Okafor", "Omar Haddad"]);
  expect(names(shownOf(members, { ...all, state: "left" }))).toEqual(["Zoe Adler"]);
  expect(names(shownOf(members, { ...all, state: "in" }))).toEqual(["Grace Okafor", "Omar Haddad"]);
});

it("finds a person by parts of the name or the e-mail, with or without accents", () => {
  expect(names(shownOf(members, { ...all, q: "RÚIZ ana" }))).toEqual(["Ana Ruiz"]);
  expect(names(shownOf(members, { ...all, q: "omar@" }))).toEqual(["Omar Haddad"]);
});

it("finds at a site also who works at all sites", () => {
  expect(names(shownOf(members, { ...all, state: "in", site: "site-1" }))).toEqual(["Grace Okafor", "Omar Haddad"]);
  expect(names(shownOf(members, { ...all, state: "in", site: "site-2" }))).toEqual(["Omar Haddad"]);
  expect(names(shownOf(members, { ...all, role: "finance" }))).toEqual(["Omar Haddad"]);
});

it("sorts by what needs somebody first, and by the last sign-in", () => {
  expect(names(shownOf(members, { ...all, sort: "state" }))).toEqual([
    "Ana Ruiz",
    "Grace Okafor",
    "Omar Haddad",
    "Zoe Adler",
  ]);
  expect(names(shownOf(members, { ...all, sort: "seen" })).slice(0, 2)).toEqual(["Omar Haddad", "Grace Okafor"]);
});

it("finds a person by her own id and by that of an invitation", () => {
  expect(memberAt(members, "person-9")?.name).toBe("Zoe Adler");
  expect(memberAt(members, "invitation-2")?.name).toBe("Grace Okafor");
  expect(memberAt(members, "nobody")).toBeNull();
});
