import { portalFetch } from "../../api/client";
import type {
  HistoryRow,
  Me,
  Page,
  ParticipantDetail,
  ParticipantRow,
  ParticipantStatus,
  RequestRow,
  RequestStatus,
  StudyInForce,
  TimeRequest,
  Visit,
  VisitStatus,
} from "./types";

type Query = Record<string, string | number | boolean | null | undefined>;

async function call<T>(method: string, path: string, query: Query = {}, body?: unknown): Promise<T> {
  const url = new URL(path, location.origin);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") url.searchParams.set(key, String(value));
  }
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  const response = await portalFetch(new Request(url, init));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const participant = (id: string) => `/api/staff/participants/${id}`;
const visit = (id: string) => `/api/staff/visits/${id}`;

export type Booking = { date: string; time: string; minutes?: number; place_note?: string; reason?: string };
export type NewParticipant = {
  id: string;
  site_id: string;
  code: string;
  name: string;
  email: string;
  phone: string | null;
  language: string;
};
export type ParticipantChange = {
  name?: string;
  email?: string;
  phone?: string | null;
  language?: string;
  code?: string;
  flags?: string[];
  reason?: string;
};

export const staff = {
  me: () => call<Me>("GET", "/api/staff/me"),

  participants: (query: Query) => call<Page<ParticipantRow>>("GET", "/api/staff/participants", query),
  participant: (id: string) => call<ParticipantDetail>("GET", participant(id)),
  addParticipant: (body: NewParticipant) => call<ParticipantDetail>("POST", "/api/staff/participants", {}, body),
  changeParticipant: (id: string, version: number, change: ParticipantChange) =>
    call<ParticipantDetail>("PATCH", participant(id), {}, { version, ...change }),
  setAnchor: (id: string, key: string, version: number, date: string, reason?: string) =>
    call<ParticipantDetail>("PUT", `${participant(id)}/anchors/${key}`, {}, { version, date, reason }),
  setStatus: (id: string, version: number, status: ParticipantStatus, reason?: string) =>
    call<ParticipantDetail>("POST", `${participant(id)}/status`, {}, { version, status, reason }),
  history: (id: string, page = 1) => call<Page<HistoryRow>>("GET", `${participant(id)}/history`, { page }),

  visits: (query: Query) => call<Page<Visit>>("GET", "/api/staff/visits", query),
  visit: (id: string) => call<Visit>("GET", visit(id)),
  book: (id: string, version: number, booking: Booking) =>
    call<Visit>("PUT", `${visit(id)}/booking`, {}, { version, ...booking }),
  removeBooking: (id: string, version: number, reason?: string) =>
    call<Visit>("DELETE", `${visit(id)}/booking`, { version, reason }),
  recordOutcome: (id: string, version: number, outcome: { status: VisitStatus; activities_done?: string[]; reason?: string }) =>
    call<Visit>("POST", `${visit(id)}/outcome`, {}, { version, ...outcome }),

  requests: (status: RequestStatus | "", page = 1) =>
    call<Page<RequestRow>>("GET", "/api/staff/time-requests", { status, page }),
  answerRequest: (id: string, version: number, booking: Booking | null, note: string) =>
    call<TimeRequest>("POST", `/api/staff/time-requests/${id}/answer`, {}, { version, booking, note }),

  studies: () => call<Page<StudyInForce>>("GET", "/api/staff/studies"),
};
