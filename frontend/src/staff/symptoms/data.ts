/** What the desk asks the server about check-ins, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { PAGE_SIZE } from "../data/api";
import type { Waits } from "../shell/features";

export type Alert = Shape<"Alert">;
export type AlertStatus = Alert["status"];
export type Urgency = Alert["urgency"];
export type Outcome = NonNullable<Alert["outcome"]>;
export type Reason = Shape<"Reason">;
export type Contact = Shape<"Contact">;
export type ContactWay = Contact["way"];
export type Counts = Shape<"Counts">;
export type Who = Shape<"Who">;
export type Report = Shape<"Report">;
export type ReportRow = Shape<"ReportRow">;
export type Missed = Shape<"Missed">;
export type CheckIn = Shape<"CheckIn">;
export type Item = Shape<"Item">;
export type Asked = Shape<"Asked">;
export type Scale = Shape<"Scale">;
export type History = Shape<"ParticipantReports">;
export type NewReport = Shape<"NewReport">;
export type NewContact = Shape<"NewContact">;
export type NewCall = Shape<"NewCall">;

export const waitings = ["open", "overdue", "mine", "closed"] as const;
export type Waiting = (typeof waitings)[number];

function list(waiting: string, page: number, size = PAGE_SIZE) {
  const query = { waiting: waiting as Waiting, page, page_size: size };
  return read(api.GET("/api/staff/alerts", { params: { query } }));
}

async function waits(): Promise<Waits> {
  const { counts } = await list("open", 1, 1);
  return { n: counts.open, late: counts.overdue > 0 };
}

const alert = (id: string) => ({ params: { path: { alert_id: id } } });
const person = (id: string) => ({ params: { path: { participant_id: id } } });

export const alerts = {
  list,
  waits,
  counts: async () => (await list("open", 1, 1)).counts,
  one: (id: string) => read(api.GET("/api/staff/alerts/{alert_id}", alert(id))),
  take: (id: string, version: number) =>
    read(api.POST("/api/staff/alerts/{alert_id}/take", { ...alert(id), body: { version } })),
  release: (id: string, version: number) =>
    read(api.POST("/api/staff/alerts/{alert_id}/release", { ...alert(id), body: { version } })),
  contact: (id: string, body: NewContact) =>
    read(api.POST("/api/staff/alerts/{alert_id}/contacts", { ...alert(id), body })),
  close: (id: string, version: number, outcome: Outcome, note: string) =>
    read(api.POST("/api/staff/alerts/{alert_id}/close", { ...alert(id), body: { version, outcome, note } })),
};

export const checkIns = {
  reports: (unread: boolean, page: number) =>
    read(api.GET("/api/staff/check-ins/reports", { params: { query: { unread, page, page_size: PAGE_SIZE } } })),
  markRead: (id: string) =>
    read(
      api.POST("/api/staff/check-ins/reports/{report_id}/read", { params: { path: { report_id: id } }, body: {} }),
    ),
  missed: () => read(api.GET("/api/staff/check-ins/missed")),
  history: (id: string) => read(api.GET("/api/staff/participants/{participant_id}/check-ins", person(id))),
  call: (id: string, body: NewCall) =>
    read(api.POST("/api/staff/participants/{participant_id}/check-ins/calls", { ...person(id), body })),
  enter: (id: string, body: NewReport) =>
    read(api.POST("/api/staff/participants/{participant_id}/check-ins/reports", { ...person(id), body })),
};

/** Addresses that the browser opens by itself. */
export const REPORTS_CSV = "/api/staff/check-ins/reports.csv";
export const DICTIONARY_CSV = "/api/staff/check-ins/dictionary.csv";

/** Where the desk shows them. */
export const ALERTS = "/staff/alerts";
export const REPORTS = `${ALERTS}/reports`;
export const MISSED = `${ALERTS}/missed`;
export const alertPath = (id: string) => `${ALERTS}/${id}`;
export const reportPath = (participant: string, id: string) => `${REPORTS}/${participant}/${id}`;
