/** Sample check-ins for the tests of this folder. */
import type { CheckIn, CheckIns, Report, ReportHistory, Scale } from "../../api";

const HOW_OFTEN = ["Never", "Once or twice", "Now and then", "Often", "Nearly all the time"];
const HOW_STRONG = ["None", "Light", "Medium", "Strong", "Very strong"];

const question = (key: string, attribute: Scale["attribute"], ask: string, labels: string[]) => ({ key, attribute, ask, labels });

const ITEMS: CheckIn["items"] = [
  {
    key: "pain",
    name: "Pain",
    grades: {},
    questions: [
      question("pain.frequency", "frequency", "How often did you have pain?", HOW_OFTEN),
      question("pain.severity", "severity", "How strong was the pain?", HOW_STRONG),
    ],
  },
  { key: "cough", name: "Cough", grades: {}, questions: [question("cough.severity", "severity", "How strong was your cough?", HOW_STRONG)] },
  { key: "lump", name: "New lump", grades: {}, questions: [question("lump.presence", "presence", "Did you find a new lump?", ["No", "Yes"])] },
];

const rule = (key: string, urgency: "call_now" | "urgent", at_least: number) => ({
  ...{ key, urgency, at_least },
  ...{ worse_by: null, grade: null, all_of: [], items: [] },
});

/** Due from 20 to 27 November 2026. */
export const aCheckIn = (change: Partial<CheckIn> = {}): CheckIn => ({
  key: "symptoms",
  study_version: 3,
  version: "1",
  language: "en",
  name: "Check-in",
  recall: "the last 7 days",
  minutes: 2,
  items: ITEMS,
  note: "Is there anything else?",
  credit: null,
  rules: [rule("very_strong", "call_now", 4), rule("strong", "urgent", 3)],
  now: { occurrence: "last_dose-week-3", day: "2026-11-20", opens: "2026-11-20", closes: "2026-11-27" },
  next: { occurrence: "last_dose-week-4", day: "2026-12-04", opens: "2026-12-04", closes: "2026-12-10" },
  before: {},
  ...change,
});

export const someCheckIns = (change: Partial<CheckIn> = {}): CheckIns => ({ asked: true, check_ins: [aCheckIn(change)] });

export const aReport = (change: Partial<Report> = {}): Report => ({
  id: "report-1",
  check_in: "symptoms",
  name: "Check-in",
  version: "1",
  language: "en",
  due_on: "2026-11-20",
  answered_at: "2026-11-20T15:00:00Z",
  received_at: "2026-11-20T15:00:01Z",
  source: "app",
  entered_by: null,
  answers: { "pain.frequency": 2, "pain.severity": 1, "cough.severity": 0, "lump.presence": null },
  note: "",
  can_wait: null,
  urgency: null,
  alert: null,
  read_by: null,
  read_at: null,
  read_within: "2026-11-24T20:00:00Z",
  ...change,
});

export const anAlert = (change: Partial<NonNullable<Report["alert"]>> = {}): NonNullable<Report["alert"]> => ({
  status: "open",
  take_by: "2026-11-24T15:00:00Z",
  taken_by: null,
  taken_at: null,
  reached_at: null,
  closed_at: null,
  outcome: null,
  ...change,
});

export const aHistory = (change: Partial<ReportHistory> = {}): ReportHistory => ({
  reports: [aReport()],
  scales: ITEMS.flatMap(({ key: item, name, questions }) => questions.map((one) => ({ ...one, item, name }))),
  visits: [],
  ...change,
});
