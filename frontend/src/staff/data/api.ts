import { api, read } from "../../api";
import type {
  Booking,
  NewParticipant,
  Outcome,
  ParticipantChange,
  ParticipantStatus,
  RequestStatus,
  VisitsState,
} from "./types";

export type ParticipantQuery = {
  site: string;
  status: string;
  late: string;
  not_joined: string;
  q: string;
  sort: string;
  page: string;
};
export type VisitQuery = { state: string; site: string; from: string; to: string; page: string };

/** Rows a page of every list. */
export const PAGE_SIZE = 50;

/** A name is never put into an address, where logs would keep it: a search goes in the body. */
function participants({ q, site, status, late, not_joined, sort, page }: ParticipantQuery) {
  const query = {
    sort: sort as "code",
    page: Number(page),
    page_size: PAGE_SIZE,
    late: late === "true",
    not_joined: not_joined === "true",
    ...(site ? { site } : {}),
    ...(status ? { status: status as ParticipantStatus } : {}),
  };
  return q
    ? read(api.POST("/api/staff/participants/search", { body: { ...query, text: q } }))
    : read(api.GET("/api/staff/participants", { params: { query } }));
}

function visits({ state, site, from, to, page }: VisitQuery) {
  const query = {
    state: state as VisitsState,
    page: Number(page),
    page_size: PAGE_SIZE,
    ...(site ? { site } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
  return read(api.GET("/api/staff/visits", { params: { query } }));
}

function requests(status: RequestStatus | "", page = 1) {
  const query = { page, page_size: PAGE_SIZE, ...(status ? { status } : {}) };
  return read(api.GET("/api/staff/time-requests", { params: { query } }));
}

const path = (id: string) => ({ params: { path: { participant_id: id } } });
const visitPath = (id: string) => ({ params: { path: { visit_id: id } } });

/** The staff part of the API, one function a route. `version` is the one that was read. */
export const staff = {
  me: () => read(api.GET("/api/staff/me")),

  participants,
  participant: (id: string) => read(api.GET("/api/staff/participants/{participant_id}", path(id))),
  addParticipant: (body: NewParticipant) => read(api.POST("/api/staff/participants", { body })),
  changeParticipant: (id: string, version: number, change: ParticipantChange) =>
    read(api.PATCH("/api/staff/participants/{participant_id}", { ...path(id), body: { version, ...change } })),
  setAnchor: (id: string, key: string, version: number, date: string, reason = "") =>
    read(
      api.PUT("/api/staff/participants/{participant_id}/anchors/{key}", {
        params: { path: { participant_id: id, key } },
        body: { version, date, reason },
      }),
    ),
  setStatus: (id: string, version: number, status: ParticipantStatus, reason = "") =>
    read(
      api.POST("/api/staff/participants/{participant_id}/status", { ...path(id), body: { version, status, reason } }),
    ),
  history: (id: string, page = 1) =>
    read(
      api.GET("/api/staff/participants/{participant_id}/history", {
        params: { path: { participant_id: id }, query: { page, page_size: PAGE_SIZE } },
      }),
    ),

  visits,
  visit: (id: string) => read(api.GET("/api/staff/visits/{visit_id}", visitPath(id))),
  book: (id: string, version: number, booking: Booking) =>
    read(api.PUT("/api/staff/visits/{visit_id}/booking", { ...visitPath(id), body: { version, ...booking } })),
  recordOutcome: (id: string, version: number, outcome: Outcome) =>
    read(api.POST("/api/staff/visits/{visit_id}/outcome", { ...visitPath(id), body: { version, ...outcome } })),

  requests,
  answerRequest: (id: string, version: number, booking: Booking | null, note: string) =>
    read(
      api.POST("/api/staff/time-requests/{request_id}/answer", {
        params: { path: { request_id: id } },
        body: { version, booking, note },
      }),
    ),

  studies: () => read(api.GET("/api/staff/studies")),
};
