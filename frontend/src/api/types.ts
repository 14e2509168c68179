/** The shapes the server speaks in. Written from the contract until schema.d.ts is generated. */

export type Session = {
  account: Account | null;
  roles: string[];
  home: "participant" | "staff" | null;
  demo: boolean;
  study: { key: string; title: string; short_title: string } | null;
  languages: string[];
};

export type Account = { id: string; name: string; email: string; language: string; time_zone: string | null };

export type DemoPerson = { email: string; name: string; roles: string[]; standing: string };
export type DemoMail = { id: string; to: string; subject: string; text: string; sent_at: string };

export type Device = { id: string; label: string; created_at: string; last_seen_at: string; current: boolean };

export type Help = {
  study_title: string;
  team_name: string;
  phone: string;
  phone_display: string;
  email: string | null;
  hours: { days: string[]; from: string; until: string }[];
  open_now: boolean;
  opens_at: string | null;
  emergency_number: string;
  emergency_text: string;
  after_hours_phone: string | null;
  site_name: string;
  address: string;
  time_zone: string;
};

export type Activity = {
  key: string;
  kind: string;
  name: string;
  done: boolean | null;
  explain?: string;
  prepare?: string | null;
  minutes?: number;
};

export type VisitStatus = "planned" | "booked" | "done" | "partly_done" | "missed" | "cancelled" | "removed";
export type DayPart = "morning" | "midday" | "afternoon";

export type TimeRequest = {
  id: string;
  visit_id: string;
  status: "open" | "answered" | "declined" | "withdrawn";
  proposals: { date: string; part: DayPart }[];
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
  window: { start: string; target: string; end: string };
  starts_at: string | null;
  ends_at: string | null;
  local_date: string | null;
  local_time: string | null;
  time_zone: string;
  minutes: number;
  place: { name: string; address: string; directions: string | null; map_url: string | null };
  activities: Activity[];
  confirmed: boolean;
  stop_eating: { at: string; local_date: string; local_time: string; hours: number } | null;
  preparation: string[];
  time_request: TimeRequest | null;
  version: number;
};

export type Phase = { key: string; name: string; unit: "month" | "week" | "day"; number: number; of: number };

export type ToDo = {
  kind: "confirm_visit" | "time_request_open" | "visit_unconfirmed_soon" | "booking_coming";
  visit_id: string;
  visit_name: string;
  minutes: number | null;
  due_on: string | null;
};

export type Today = {
  now: string;
  today: string;
  name: string;
  status: "invited" | "screening" | "enrolled" | "completed" | "withdrawn" | "ineligible";
  phase: Phase | null;
  next_visit: Visit | null;
  to_do: ToDo[];
  coming: Visit[];
  help: Help;
};

export type SchedulePhase = {
  key: string;
  name: string;
  starts_on: string | null;
  ends_on: string | null;
  current: boolean;
  past: boolean;
  number: number | null;
  of: number | null;
  unit: "month" | "week" | "day" | null;
  visits: Visit[];
};

export type Schedule = { today: string; time_zone: string; phases: SchedulePhase[] };
export type CalendarFeed = { address: string; webcal: string; details: boolean };

type Answer<T> = { responses: { 200: { content: { "application/json": T } } } };
type Nothing = { responses: { 204: { content?: never } } };
type Takes<B> = { requestBody: { content: { "application/json": B } } };
type Id = { parameters: { path: { id: string } } };
type RequestId = { parameters: { path: { id: string; request_id: string } } };

export type paths = {
  "/api/session": { get: Answer<Session> };
  "/api/sign-in/code": {
    post: Takes<{ email: string }> & Answer<{ ticket: string; expires_in_seconds: number; resend_in_seconds: number }>;
  };
  "/api/sign-in": { post: Takes<{ ticket: string; code: string }> & Answer<Session> };
  "/api/sign-out": { post: Nothing };
  "/api/demo/people": { get: Answer<{ people: DemoPerson[] }> };
  "/api/demo/sign-in": { post: Takes<{ email: string }> & Answer<Session> };
  "/api/demo/mail": { get: Answer<{ mails: DemoMail[] }> };
  "/api/account": { patch: Takes<{ language?: string; time_zone?: string | null }> & Answer<Account> };
  "/api/account/devices": { get: Answer<{ devices: Device[] }> };
  "/api/account/devices/{id}": { delete: Id & Nothing };
  "/api/account/sign-out-everywhere": { post: Nothing };
  "/api/me/today": { get: Answer<Today> };
  "/api/me/schedule": { get: Answer<Schedule> };
  "/api/me/visits/{id}": { get: Id & Answer<Visit> };
  "/api/me/visits/{id}/confirmation": {
    put: Id & Takes<Record<string, never>> & Answer<Visit>;
    delete: Id & Answer<Visit>;
  };
  "/api/me/visits/{id}/time-requests/{request_id}": {
    put: RequestId & Takes<{ proposals: { date: string; part: DayPart }[]; note: string }> & Answer<TimeRequest>;
    delete: RequestId & Nothing;
  };
  "/api/me/help": { get: Answer<Help> };
  "/api/me/calendar-feed": {
    get: Answer<CalendarFeed>;
    post: Answer<CalendarFeed>;
    patch: Takes<{ details: boolean }> & Answer<CalendarFeed>;
  };
};
