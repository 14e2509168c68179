import type { Me } from "../data/types";
import type { Counts, Message, MessageFile, Replies, Thread, ThreadRow } from "./data";

export const coordinator: Me["can"] = [
  "messages.read",
  "messages.write",
  "messages.announce",
  "participants.read",
  "claims.read",
];
export const monitor: Me["can"] = ["messages.read", "participants.read"];

export const aThreadRow = (change: Partial<ThreadRow> = {}): ThreadRow => ({
  id: "thread-1",
  version: 3,
  status: "open",
  topic: "visit",
  topic_label: "A visit or scan",
  participant: {
    id: "person-1",
    code: "FH-001",
    name: "Eleanor Whitfield",
    site_id: "site-1",
    site_name: "Bayside",
    language: "en",
    status: "enrolled",
    partner: null,
  },
  assigned: null,
  mine: false,
  opened_at: "2027-01-07T15:00:00Z",
  last_at: "2027-01-10T15:00:00Z",
  last: {
    at: "2027-01-10T15:00:00Z",
    kind: "from_person",
    author: "Eleanor Whitfield",
    text: "May I move my scan?",
    language: "en",
    files: false,
  },
  waiting_since: "2027-01-10T15:00:00Z",
  answer_by: "2027-01-11T19:00:00Z",
  overdue: false,
  needs_translation: false,
  unread: 0,
  ...change,
});

export const aMessage = (change: Partial<Message> = {}): Message => ({
  id: "message-1",
  number: 1,
  at: "2027-01-10T15:00:00Z",
  kind: "from_person",
  author: "Eleanor Whitfield",
  mine: false,
  text: "May I move my scan?",
  language: "en",
  files: [],
  corrects: null,
  read: true,
  ...change,
});

export const fromTeam = (change: Partial<Message> = {}): Message =>
  aMessage({ id: "message-2", number: 2, kind: "from_team", author: "Helen Marsh", text: "Of course.", ...change });

export const aFile = (change: Partial<MessageFile> = {}): MessageFile => ({
  id: "file-1",
  name: "letter.pdf",
  media_type: "application/pdf",
  size: 20_000,
  pages: 2,
  ...change,
});

/** One that waits for the team, and that the coordinator may answer. */
export const aThread = (change: Partial<Thread> = {}): Thread => ({
  ...aThreadRow(),
  messages: [aMessage()],
  more: false,
  last_number: 1,
  visit: null,
  claim: null,
  visits: [{ id: "visit-1", name: "Monitoring visit", day: "2027-03-10" }],
  claims: [{ id: "claim-1", reference: "1A81-08B7" }],
  steps: [],
  people: [
    { id: "staff-1", name: "Grace Okafor" },
    { id: "staff-2", name: "Helen Marsh" },
  ],
  topics: [
    { key: "visit", label: "A visit or scan" },
    { key: "health", label: "How I feel" },
  ],
  others: [],
  phone: "+13055550141",
  may_write: true,
  reaches_phone: true,
  ...change,
});

export const replies: Replies = {
  language: "es",
  replies: [
    {
      key: "thank_you",
      label: "Received, we look into it",
      text: { en: "Dear Eleanor,\nthank you.", es: "Estimada Eleanor:\ngracias." },
      open: [],
    },
    {
      key: "visit_reminder",
      label: "The next visit",
      text: { en: "You come on {visit_day}.", es: "Usted viene el {visit_day}." },
      open: ["{visit_day}"],
    },
  ],
};

export const counts: Counts = { ours: 4, overdue: 1, mine: 2, unassigned: 0, to_translate: 1, with_them: 3 };

export const listOf = (rows: ThreadRow[], of: Counts = counts) => ({
  body: {
    rows,
    total: rows.length,
    page: 1,
    page_size: 50,
    counts: of,
    topics: [
      { key: "visit", label: "A visit or scan" },
      { key: "health", label: "How I feel" },
    ],
  },
});
