import { portalFetch } from "../../api/client";
import type {
  Booking,
  HistoryRow,
  Me,
  NewParticipant,
  Outcome,
  Page,
  ParticipantChange,
  ParticipantDetail,
  ParticipantRow,
  ParticipantStatus,
  RequestRow,
  RequestStatus,
  StudyInForce,
  Visit,
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

const PARTICIPANTS = "/api/staff/participants";
const participant = (id: string) => `${PARTICIPANTS}/${id}`;
const visit = (id: string) => `/api/staff/visits/${id}`;

export type ParticipantQuery = {
  site: string;
  status: string;
  late: string;
  q: string;
  sort: string;
  page: string;
  page_size: number;
};

/** A name is never put into an address, where logs would keep it: a search goes in the body. */
function participants({ q, site, status, late, sort, page, page_size }: ParticipantQuery) {
  if (!q) return call<Page<ParticipantRow>>("GET", PARTICIPANTS, { site, status, late, sort, page, page_size });
  return call<Page<ParticipantRow>>("POST", `${PARTICIPANTS}/search`, {}, {
    text: q,
    sort,
    page: Number(page),
    page_size,
    late: late === "true",
    ...(site ? { site } : {}),
    ...(status ? { status } : {}),
  });
}

/** The staff part of the API, one function a route. */
export const staff = {
  me: () => call<Me>("GET", "/api/staff/me"),

  participants,
  participant: (id: string) => call<ParticipantDetail>("GET", participant(id)),
  addParticipant: (body: NewParticipant) => call<ParticipantDetail>("POST", PARTICIPANTS, {}, body),
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
  recordOutcome: (id: string, version: number, outcome: Outcome) =>
    call<Visit>("POST", `${visit(id)}/outcome`, {}, { version, ...outcome }),

  requests: (status: RequestStatus | "", page = 1) =>
    call<Page<RequestRow>>("GET", "/api/staff/time-requests", { status, page }),
  answerRequest: (id: string, version: number, booking: Booking | null, note: string) =>
    call<RequestRow>("POST", `/api/staff/time-requests/${id}/answer`, {}, { version, booking, note }),

  studies: () => call<{ rows: StudyInForce[] }>("GET", "/api/staff/studies"),
};
