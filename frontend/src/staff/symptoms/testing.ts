import type { Alert, CheckIn, Counts, History, Missed, Reason, Report, ReportRow, Scale, Who } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };

export const aWho = (change: Partial<Who> = {}): Who => ({
  participant_id: "person-1",
  code: "FH-001",
  name: "Eleanor Whitfield",
  phone: "+13055550141",
  language: "en",
  site,
  ...change,
});

export const aReason = (change: Partial<Reason> = {}): Reason => ({
  rule: "strong",
  urgency: "urgent",
  symptom: "Pain",
  ask: "At its worst, how strong was the pain?",
  said: "Strong",
  before: "Light",
  ...change,
});

export const anAlert = (change: Partial<Alert> = {}): Alert => ({
  id: "alert-1",
  who: aWho(),
  report_id: "report-1",
  urgency: "urgent",
  status: "open",
  language: "en",
  reasons: [aReason()],
  can_wait: true,
  note: "It began at night.",
  answered_at: "2027-01-10T15:00:00Z",
  made_at: "2027-01-10T15:00:00Z",
  take_by: "2027-01-10T20:40:00Z",
  overdue: false,
  escalated_at: null,
  mine: false,
  taken_by: null,
  taken_at: null,
  contacts: [],
  outcome: null,
  outcome_note: "",
  closed_by: null,
  closed_at: null,
  version: 1,
  ...change,
});

/** One that the signed-in coordinator has. */
export const myAlert = (change: Partial<Alert> = {}): Alert =>
  anAlert({
    status: "taken",
    mine: true,
    taken_by: "Grace Okafor",
    taken_at: "2027-01-10T15:30:00Z",
    version: 2,
    ...change,
  });

export const counts: Counts = { open: 3, overdue: 1, unread: 4, missed: 2, minutes_to_close: 100 };

export const listOf = (rows: Alert[], of: Counts = counts) => ({
  body: { rows, total: rows.length, page: 1, page_size: 50, counts: of },
});

export const aReport = (change: Partial<Report> = {}): Report => ({
  id: "report-1",
  check_in: "symptoms",
  name: "Check-in",
  version: "1",
  language: "en",
  due_on: "2027-01-10",
  answered_at: "2027-01-10T15:00:00Z",
  received_at: "2027-01-10T15:00:00Z",
  source: "app",
  entered_by: null,
  answers: { "pain.severity": 3, "pain.interference": 1, "cough.severity": 0 },
  note: "It began at night.",
  can_wait: true,
  urgency: null,
  alert: null,
  read_by: null,
  read_at: null,
  read_within: "2100-01-12T20:00:00Z",
  ...change,
});

export const aReportRow = (change: Partial<ReportRow> = {}): ReportRow => ({
  ...aReport(),
  who: aWho(),
  alert_id: null,
  above: ["Pain: Strong"],
  ...change,
});

const labels = ["None", "Light", "Medium", "Strong", "Very strong"];
export const scales: Scale[] = [
  { key: "pain.severity", item: "pain", name: "Pain", attribute: "severity", ask: "How strong was the pain?", labels },
  {
    key: "pain.interference",
    item: "pain",
    name: "Pain",
    attribute: "interference",
    ask: "Did pain get in the way?",
    labels: ["Not at all", "A little"],
  },
  { key: "cough.severity", item: "cough", name: "Cough", attribute: "severity", ask: "How strong was it?", labels },
];

const item = (key: string, name: string) => ({
  key,
  name,
  questions: scales.filter((scale) => scale.item === key),
  grades: {},
});

export const aCheckIn = (change: Partial<CheckIn> = {}): CheckIn => ({
  key: "symptoms",
  study_version: 2,
  version: "1",
  language: "en",
  name: "Check-in",
  recall: "the last 7 days",
  minutes: 3,
  items: [item("pain", "Pain"), item("cough", "Cough")],
  note: "Anything else?",
  credit: null,
  rules: [],
  now: null,
  next: null,
  before: { "pain.severity": 1 },
  ...change,
});

export const aHistory = (change: Partial<History> = {}): History => ({
  who: aWho(),
  asked: true,
  check_ins: [aCheckIn()],
  reports: [
    aReport(),
    aReport({
      id: "report-0",
      answered_at: "2027-01-03T15:00:00Z",
      answers: { "pain.severity": 0, "cough.severity": null },
      note: "",
      read_by: "Helen Marsh",
      read_at: "2027-01-04T15:00:00Z",
      read_within: null,
    }),
  ],
  scales,
  visits: [{ day: "2027-01-06", name: "Month 6" }],
  alerts: [],
  ...change,
});

export const aMissed = (change: Partial<Missed> = {}): Missed => ({
  who: aWho(),
  check_in: "symptoms",
  name: "Check-in",
  due: { occurrence: "last_dose-week-2", day: "2027-01-03", opens: "2027-01-03", closes: "2027-01-09" },
  calls: [],
  ...change,
});
