/** Sample messages for the tests of this folder. Now is Tuesday 24 November 2026, 10 in the morning in New York. */
import type { AnswerTime, MessageFile, OwnAnnouncement, OwnMessage, OwnMessages, OwnThread, OwnThreadRow } from "../../api";

export const NOW = new Date("2026-11-24T15:00:00Z");

/** Somebody is there, and answers until Wednesday 3 in the afternoon. */
export const anAnswer = (change: Partial<AnswerTime> = {}): AnswerTime => ({
  by: "2026-11-25T20:00:00Z",
  open_now: true,
  opens_at: null,
  day_off: false,
  time_zone: "America/New_York",
  ...change,
});

export const aFile = (change: Partial<MessageFile> = {}): MessageFile => ({
  ...{ id: "file-1", name: "map.pdf", media_type: "application/pdf", size: 1_000, pages: 2 },
  ...change,
});

/** Of Monday 23 November: hers, and not read by the team. */
export const aMessage = (change: Partial<OwnMessage> = {}): OwnMessage => ({
  ...{ id: "message-1", at: "2026-11-23T15:00:00Z", mine: true, from_team: false, author: "Eleanor Whitfield" },
  ...{ text: "May I come at 10?", language: "en", files: [], corrects: null, read: false, unread: false },
  ...change,
});

/** Of today: the team's, and not read by her. */
export const theirs = (change: Partial<OwnMessage> = {}): OwnMessage =>
  aMessage({
    ...{ id: "answer-1", at: "2026-11-24T14:00:00Z", mine: false, from_team: true, author: "Grace Okafor" },
    ...{ text: "Yes, come at 10.", unread: true },
    ...change,
  });

export const aRow = (change: Partial<OwnThreadRow> = {}): OwnThreadRow => ({
  ...{ id: "thread-1", topic: "visit", topic_label: "A visit or scan", status: "open", about_visit: null, about_claim: null },
  ...{ opened_at: "2026-11-23T15:00:00Z", last_at: "2026-11-23T15:00:00Z", last_from_team: false },
  ...{ last_author: "Eleanor Whitfield", last_text: "May I come at 10?", last_has_files: false, unread: 0 },
  ...{ waits_since: null, answer_by: null },
  ...change,
});

export const aThread = (messages: OwnMessage[] = [aMessage()], change: Partial<OwnThread> = {}): OwnThread => ({
  ...aRow({ unread: messages.filter(({ unread }) => unread).length }),
  ...{ visit_id: null, claim_id: null, more: false, answer: anAnswer(), messages },
  ...change,
});

export const anAnnouncement = (change: Partial<OwnAnnouncement> = {}): OwnAnnouncement => ({
  ...{ id: "told-1", at: "2026-11-20T15:00:00Z", title: "The clinic is closed on Friday" },
  ...{ text: "We are back on Monday.", read: false },
  ...change,
});

export const anOverview = (change: Partial<OwnMessages> = {}): OwnMessages => ({
  taken: true,
  topics: [
    { key: "visit", label: "A visit or scan" },
    { key: "travel", label: "Travel money" },
    { key: "other", label: "Something else" },
  ],
  answer: anAnswer(),
  threads: [aRow()],
  announcements: [],
  unread: 0,
  most_files: 10,
  longest_text: 10_000,
  ...change,
});
