import type { Me } from "../data/types";
import type { Ahead, Notice, NoticeRow, ParticipantNotices, Told } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };
const who = {
  participant_id: "person-1",
  code: "FH-001",
  name: "Eleanor Whitfield",
  phone: "+13055550141",
  language: "en",
  site,
};

export const coordinator: Me["can"] = ["reminders.read", "reminders.send", "participants.read"];

const plain: Omit<NoticeRow, "who"> = {
  id: "notice-1",
  account_id: "account-1",
  to: "Eleanor Whitfield",
  rule: "visit_tomorrow",
  about: "visit",
  status: "planned",
  channel: "push",
  due_at: "2027-01-06T14:00:00Z",
  expires_at: "2027-01-07T04:59:00Z",
  sent_at: null,
  received_at: null,
  opened_at: null,
  problem: "",
  by_hand: "",
  safety: false,
  handled_at: null,
  handled_by: null,
  waits: false,
};

export const aRow = (change: Partial<NoticeRow> = {}): NoticeRow => ({ ...plain, who, ...change });
export const aNotice = (change: Partial<Notice> = {}): Notice => ({ ...plain, tries: [], ...change });

export const lost = { status: "failed", waits: true, channel: "mail" } as const;

export const aPerson = (change: Partial<Told> = {}): Told => ({
  account_id: "account-1",
  name: "Eleanor Whitfield",
  role: "participant",
  devices: 1,
  choices: [],
  unreached_since: null,
  ...change,
});

export const notices = (change: Partial<ParticipantNotices> = {}): ParticipantNotices => ({
  told: [aPerson()],
  planned: [],
  past: [],
  may_send: true,
  ...change,
});

export const ahead = (change: Partial<Ahead> = {}): Ahead => ({
  numbers: { planned: 1, sent: 0, unconfirmed: 0, failed: 0, unreached: 0 },
  by_day: [{ day: "2027-01-06", about: "visit", n: 1 }],
  rows: [aRow()],
  failed: [],
  unreached: [],
  ...change,
});
