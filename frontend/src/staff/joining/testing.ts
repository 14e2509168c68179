/** Joining as the server tells of it, for tests. */
import type { Invitation, Joining, Made } from "./data";

export const PERSON = "/api/staff/participants/person-1";

export const anInvitation = (change: Partial<Invitation> = {}): Invitation => ({
  id: "invitation-1",
  kind: "participant",
  way: "letter",
  status: "open",
  name: "Eleanor Whitfield",
  email: "eleanor@example.org",
  made_at: "2027-01-04T15:00:00Z",
  made_by: "Grace Okafor",
  last_day: "2027-01-25",
  used_at: null,
  revoked_at: null,
  identity: null,
  reason: "",
  ...change,
});

export const aJoining = (change: Partial<Joining> = {}): Joining => ({
  joined_at: null,
  reset_at: null,
  may_reset: false,
  email: "eleanor@example.org",
  language: "en",
  days: 21,
  version: 4,
  invitations: [],
  ...change,
});

export const aMade = (change: Partial<Made> = {}): Made => ({
  code: "7K3M-9QXT-4B2D",
  link: "https://portal.example.org/join#7K3M-9QXT-4B2D",
  invitation: anInvitation(),
  joining: aJoining({ invitations: [anInvitation()] }),
  ...change,
});
