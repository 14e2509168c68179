/** The team as the server tells of it, for tests. */
import type { Colleague, EndedRole, HeldRole, Invitation, Team, WayIn } from "./data";

export const aRole = (change: Partial<HeldRole> = {}): HeldRole => ({
  id: "role-1",
  role: "coordinator",
  study_id: "study-1",
  site_id: "site-1",
  site: "Bayside",
  since: "2026-03-02T15:00:00Z",
  ...change,
});

export const aColleague = (change: Partial<Colleague> = {}): Colleague => ({
  id: "person-1",
  name: "Grace Okafor",
  email: "grace@example.org",
  signed_in_at: "2026-11-20T15:00:00Z",
  factors: { password: false, app: false, passkeys: 2, complete: true },
  roles: [aRole()],
  herself: false,
  ...change,
});

export const anInvitation = (change: Partial<Invitation> = {}): Invitation => ({
  id: "invitation-1",
  status: "open",
  name: "Ana Ruiz",
  email: "ana@example.org",
  role: "coordinator",
  study_id: "study-1",
  site_id: "site-1",
  site: "Bayside",
  made_at: "2026-11-18T15:00:00Z",
  made_by: "Amy Tran",
  last_day: "2026-12-09",
  reason: "",
  ...change,
});

export const anEndedRole = (change: Partial<EndedRole> = {}): EndedRole => ({
  ...aRole({ id: "role-9" }),
  ended_at: "2026-09-30T15:00:00Z",
  person_id: "person-9",
  name: "Zoe Adler",
  email: "zoe@example.org",
  ...change,
});

export const aTeam = (change: Partial<Team> = {}): Team => ({
  people: [aColleague()],
  ended: [],
  invitations: [],
  places: [
    { study_id: "study-1", study: "Free-HER", site_id: null, site: null },
    { study_id: "study-1", study: "Free-HER", site_id: "site-1", site: "Bayside" },
  ],
  ...change,
});

export const CODE = "7K3M-9QXT-4B2D";

export const aWayIn = (change: Partial<WayIn> = {}): WayIn => ({
  code: CODE,
  link: `https://portal.example.org/staff/join#${CODE}`,
  team: aTeam({ invitations: [anInvitation()] }),
  ...change,
});
