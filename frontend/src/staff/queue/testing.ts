import type { Count, Person, Row } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };

export const aRow = (change: Partial<Row> = {}): Row => ({
  kind: "question",
  object_id: "question-1",
  who: { participant_id: "person-1", code: "FH-001", name: "Eleanor Whitfield", site },
  visit: null,
  since: "2027-01-14T15:00:00Z",
  since_on: null,
  due: null,
  due_on: null,
  late: false,
  emergency: false,
  state: "open",
  words: "How soon would I know?",
  taken_by: null,
  mine: false,
  snoozed_until: null,
  snoozed_by: null,
  note: "",
  may_act: true,
  version: 4,
  ...change,
});

export const aCount = (change: Partial<Count> = {}): Count => ({
  kind: "question",
  waiting: 1,
  late: 0,
  mine: 0,
  snoozed: 0,
  ...change,
});

export const aQueue = (rows: Row[], counts: Count[] = [aCount({ waiting: rows.length })]) => ({
  body: { rows, total: rows.length, page: 1, page_size: 50, counts },
});

export const helen: Person = { account_id: "helen", name: "Helen Marsh, MD" };
