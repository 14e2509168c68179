/** What the staff part of the API answers. Days are "YYYY-MM-DD", instants ISO UTC, times local to the site. */

export type Role = "coordinator" | "investigator" | "finance" | "monitor" | "admin" | "participant" | "care_partner";
export type ParticipantStatus = "invited" | "screening" | "enrolled" | "completed" | "withdrawn" | "ineligible";
export type VisitStatus = "planned" | "booked" | "done" | "partly_done" | "missed" | "cancelled" | "removed";
export type RequestStatus = "open" | "answered" | "declined" | "withdrawn";
export type VisitsState = "to_book" | "booked" | "outcome_missing" | "late" | "all";
export type DayPart = "morning" | "midday" | "afternoon";

export type Site = { id: string; key: string; name: string; time_zone: string };
export type Window = { start: string; target: string; end: string };
export type Step = { old: string | null; new: string; by: string; at: string; reason: string | null };
export type Page<T> = { rows: T[]; total: number; page?: number; page_size?: number };

export type Account = { id: string; name: string; email: string; language: string; time_zone: string | null };
export type Me = {
  account: Account;
  memberships: { role: Role; study: { id: string; key: string; title: string }; site: Site | null }[];
  can: string[];
};

export type Phase = { key: string; name: string; unit: "day" | "week" | "month"; number: number; of: number };
export type LateKind = "visit_not_booked" | "visit_window_closing" | "outcome_missing" | "time_request" | "anchor_missing";
export type Late = { kind: LateKind; visit_id: string | null; name: string; since: string };

export type ParticipantRow = {
  id: string;
  code: string;
  name: string;
  site: Site;
  status: ParticipantStatus;
  phase: Phase | null;
  language: string;
  flags: string[];
  next_visit: {
    id: string;
    name: string;
    label: string;
    status: VisitStatus;
    window: Window;
    starts_at: string | null;
    local_date: string | null;
    local_time: string | null;
  } | null;
  late: Late[];
  version: number;
};

export type Anchor = { key: string; label: string; date: string | null; required: boolean };
export type Flag = { key: string; label: string; set: boolean };

export type ParticipantDetail = ParticipantRow & {
  email: string;
  phone: string | null;
  anchors: Anchor[];
  all_flags: Flag[];
  visits: Visit[];
  steps: Step[];
  allowed_statuses: ParticipantStatus[];
};

export type Activity = { key: string; kind: string; name: string; done: boolean | null };
export type Proposal = { date: string; part: DayPart };

export type TimeRequest = {
  id: string;
  visit_id: string;
  status: RequestStatus;
  proposals: Proposal[];
  note: string;
  made_at: string;
  answer_note: string | null;
  answered_at: string | null;
};

export type Visit = {
  id: string;
  key: string;
  name: string;
  label: string;
  phase: string;
  status: VisitStatus;
  late: boolean;
  window: Window;
  starts_at: string | null;
  ends_at: string | null;
  local_date: string | null;
  local_time: string | null;
  time_zone: string;
  minutes: number;
  place: { name: string; address: string; directions: string | null; map_url: string | null; note?: string } | null;
  activities: Activity[];
  confirmed: boolean;
  time_request: TimeRequest | null;
  version: number;
  participant: { id: string; code: string; name: string };
  site: Site;
  outside_window: boolean;
  reason: string | null;
  steps: Step[];
  study_version: string;
};

export type RequestRow = TimeRequest & { visit: Visit; answered_by?: string | null };
export type HistoryRow = {
  at: string;
  by: string;
  action: string;
  what: string;
  before: unknown;
  after: unknown;
  reason: string | null;
};

export type StudyInForce = {
  key: string;
  title: string;
  registry: string | null;
  illustrative: boolean;
  illustrative_note: string | null;
  version: string;
  loaded_at: string;
  phases: { key: string; name: string; anchor: string; starts: string; ends: string }[];
  visits: { key: string; label: string; phase: string; offset: string; window: string; activities: string[] }[];
  activities: { key: string; kind: string; name: string; minutes: number }[];
  sites: {
    id: string;
    key: string;
    name: string;
    time_zone: string;
    team_name: string;
    phone: string;
    email: string | null;
    after_hours_phone: string | null;
  }[];
  versions: { number: number; label: string; loaded_at: string; by: string }[];
};
