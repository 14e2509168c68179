import { render, type RenderResult } from "@testing-library/preact";
import axe from "axe-core";
import type { VNode } from "preact";
import { LocationProvider } from "preact-iso";
import { expect, vi } from "vitest";

import type { Me, ParticipantDetail, RequestRow, Visit } from "./data/types";
import { speak } from "./i18n";
import { me, session } from "./session/session";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };
const account = { id: "staff-1", name: "Grace Okafor", email: "grace@example.org", language: "en", time_zone: null };

export const aVisit = (change: Partial<Visit> = {}): Visit => ({
  id: "visit-1",
  key: "monitoring",
  name: "Monitoring visit",
  label: "Month 6",
  phase: "monitoring",
  status: "planned",
  late: false,
  window: { start: "2027-03-03", target: "2027-03-10", end: "2027-03-17" },
  starts_at: null,
  ends_at: null,
  local_date: null,
  local_time: null,
  time_zone: "America/New_York",
  minutes: 45,
  place: { name: "Clinic", address: "100 Example Avenue", directions: null, map_url: null, note: "" },
  activities: [
    { key: "blood_draw", kind: "blood_draw", name: "Blood draw", done: null, explain: "", prepare: null, minutes: 15 },
    { key: "ct", kind: "ct", name: "CT scan", done: null, explain: "", prepare: null, minutes: 30 },
  ],
  confirmed: false,
  stop_eating: null,
  preparation: [],
  time_request: null,
  version: 3,
  participant: { id: "person-1", code: "FH-001", name: "Eleanor Whitfield", language: "en" },
  site,
  outside_window: false,
  reason: "",
  steps: [],
  study_version: 1,
  ...change,
});

export const aParticipant = (change: Partial<ParticipantDetail> = {}): ParticipantDetail => ({
  id: "person-1",
  code: "FH-001",
  name: "Eleanor Whitfield",
  site,
  status: "enrolled",
  phase: { key: "monitoring", name: "Monitoring", unit: "month", number: 7, of: 36 },
  language: "en",
  flags: [],
  next_visit: null,
  late: [],
  joined: true,
  version: 4,
  email: "eleanor@example.org",
  phone: "+13055550141",
  anchors: [{ key: "last_dose", label: "Day of the last dose", date: "2026-05-22" }],
  all_flags: [{ key: "treated_brain_metastases", label: "Treated brain metastases", set: false }],
  phases: [{ key: "monitoring", name: "Monitoring" }],
  visits: [aVisit()],
  steps: [],
  allowed_statuses: ["completed", "withdrawn"],
  ...change,
});

export const aRequest = (change: Partial<RequestRow> = {}): RequestRow => ({
  id: "request-1",
  visit_id: "visit-1",
  status: "open",
  proposals: [
    { date: "2027-03-11", part: "morning" },
    { date: "2027-03-25", part: "afternoon" },
  ],
  note: "",
  made_at: "2027-01-02T10:00:00Z",
  answer_note: "",
  answered_at: null,
  answered_by: "",
  visit: aVisit(),
  ...change,
});

/** Signs a coordinator in, or whoever may do only what `can` says. */
export async function atTheDesk(
  can: Me["can"] = ["participants.read", "participants.write", "visits.write", "history.read", "study.read"],
) {
  await speak("en");
  session.value = {
    account,
    roles: ["coordinator"],
    home: "staff",
    demo: false,
    study: null,
    languages: ["en", "es"],
    place: null,
    places: [],
    help_ended: false,
    setting_up: false,
    passkeys: false,
    sign_on: null,
  };
  me.value = { account, can, memberships: [], sites: [site] };
}

type Answer = { status?: number; body: unknown };
export type Call = { method: string; path: string; body: unknown };

/** Answers requests by "METHOD /path"; a list of answers is given one after the other, the last again. */
export function answering(routes: Record<string, Answer | Answer[]>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    const text = request.method === "GET" ? "" : await request.text();
    calls.push({ method: request.method, path: pathname, body: text ? (JSON.parse(text) as unknown) : null });
    const found = routes[`${request.method} ${pathname}`];
    const answer = Array.isArray(found) ? (found.length > 1 ? found.shift() : found[0]) : found;
    const { status = 200, body } = answer ?? { status: 404, body: { code: "not_found", title: "Not found" } };
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
  return calls;
}

export const stale = { status: 409, body: { code: "stale", title: "Changed", detail: "", status: 409, current: 9 } };

/** What waits for the next frame, such as a move of the focus, has happened. */
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

export function show(node: VNode, address = "/staff/"): RenderResult {
  history.replaceState(null, "", address);
  return render(
    <LocationProvider>
      <main>{node}</main>
    </LocationProvider>,
  );
}

/** Nothing that axe can tell without a layout is wrong with what is shown. */
export async function accessible(container: Element) {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** The query of each request, in the order they were made. */
export function watching() {
  const asked: string[] = [];
  const fetched = globalThis.fetch;
  globalThis.fetch = (request) => {
    asked.push(new URL((request as Request).url).search);
    return fetched(request);
  };
  return asked;
}
