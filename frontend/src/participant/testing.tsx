/** What the tests of the phone app share: sample answers, a server that gives them, and axe. */
import { render, type RenderResult } from "@testing-library/preact";
import axe from "axe-core";
import type { VNode } from "preact";
import { LocationProvider } from "preact-iso";
import { expect, vi } from "vitest";

import { configureApi } from "../api";
import type { Help, Schedule, Session, Today, VisitDetail } from "../api";
import { type Language, loadInside, speakLanguage } from "../i18n";
import { standing } from "./data/session";

export const aHelp = (change: Partial<Help> = {}): Help => ({
  study_title: "Free-HER",
  team_name: "the study team",
  phone: "+13055550100",
  phone_display: "305-555-0100",
  after_hours_phone: "+13055550101",
  email: "team@example.org",
  hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", until: "17:00" }],
  open_now: true,
  opens_at: null,
  emergency_number: "911",
  emergency_text: "Call 911 now.",
  site_name: "Bayside",
  address: "100 Example Avenue",
  time_zone: "America/New_York",
  ...change,
});

/** Booked for Tuesday 10 March 2099, 9:30 in New York, in a window from 3 to 17 March. */
export const aVisit = (change: Partial<VisitDetail> = {}): VisitDetail => ({
  id: "visit-1",
  key: "monitoring",
  name: "Monitoring visit",
  label: "Month 6",
  phase: "monitoring",
  status: "booked",
  late: false,
  window: { start: "2099-03-03", target: "2099-03-10", end: "2099-03-17" },
  starts_at: "2099-03-10T13:30:00Z",
  ends_at: "2099-03-10T15:30:00Z",
  local_date: "2099-03-10",
  local_time: "09:30",
  time_zone: "America/New_York",
  minutes: 120,
  place: {
    name: "Research clinic",
    address: "100 Example Avenue",
    directions: "Take the elevator to floor 2.",
    map_url: "https://maps.example.org/",
    note: "",
  },
  activities: [
    { key: "ct", kind: "ct", name: "CT scan", done: null, explain: "You lie still.", prepare: null, minutes: 90 },
  ],
  confirmed: false,
  stop_eating: { at: "2099-03-10T09:30:00Z", local_date: "2099-03-10", local_time: "05:30", hours: 4 },
  preparation: ["Leave jewelry at home."],
  time_request: null,
  version: 1,
  ...change,
});

/** A visit that has only its window. */
export const planned = (change: Partial<VisitDetail> = {}): VisitDetail =>
  aVisit({
    status: "planned",
    starts_at: null,
    ends_at: null,
    local_date: null,
    local_time: null,
    stop_eating: null,
    ...change,
  });

export const aToday = (change: Partial<Today> = {}): Today => ({
  now: "2099-03-05T12:00:00Z",
  today: "2099-03-05",
  name: "Eleanor Whitfield",
  status: "enrolled",
  phase: { key: "monitoring", name: "Monitoring", unit: "month", number: 7, of: 36 },
  next_visit: aVisit(),
  to_do: [],
  consent: null,
  coming: [planned({ id: "visit-2", label: "Month 9" })],
  help: aHelp(),
  ...change,
});

export const aSchedule = (change: Partial<Schedule> = {}): Schedule => ({
  today: "2099-03-05",
  time_zone: "America/New_York",
  status: "enrolled",
  phases: [],
  ...change,
});

export const aSession = (change: Partial<Session> = {}): Session => ({
  account: { id: "me", name: "Eleanor Whitfield", email: "eleanor@example.org", language: "en", time_zone: null },
  roles: ["participant"],
  home: "participant",
  demo: false,
  study: { key: "free-her", title: "Free-HER, a study", short_title: "Free-HER" },
  languages: ["en", "es"],
  place: { id: "place-1", role: "participant", name: "Eleanor Whitfield", may_read_check_ins: true, since: "2026-01-01T00:00:00Z" },
  places: [{ id: "place-1", role: "participant", name: "Eleanor Whitfield", may_read_check_ins: true, since: "2026-01-01T00:00:00Z" }],
  help_ended: false,
  setting_up: false,
  passkeys: false,
  sign_on: null,
  ...change,
});

export const nobody = (change: Partial<Session> = {}): Session =>
  aSession({ account: null, roles: [], home: null, place: null, places: [], ...change });

/** Speaks a language, with somebody signed in. */
export async function inside(language: Language = "en", session = aSession()): Promise<void> {
  configureApi({ language: () => language });
  await loadInside();
  await speakLanguage(language);
  standing.value = { kind: "in", session };
}

export type Call = { method: string; path: string; body: unknown; headers: Headers };
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | "offline";

/** A server that knows these answers, by "GET /api/me/today"; anything else is a 404. Returns what was asked. */
export function answering(replies: Record<string, Reply>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.origin));
    const { method, headers } = request;
    const path = new URL(request.url).pathname;
    const text = await request.text();
    calls.push({ method, path, headers, body: text ? (JSON.parse(text) as unknown) : undefined });
    const missing: Reply = { status: 404, body: { title: "Not found", detail: "", code: "not_found", status: 404 } };
    const reply = replies[`${method} ${path}`] ?? missing;
    if (reply === "offline") throw new TypeError("Failed to fetch");
    const { status = 200, body, headers: more = {} } = reply;
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: more });
  });
  return calls;
}

export function show(what: VNode): RenderResult {
  return render(<LocationProvider>{what}</LocationProvider>);
}

/** No violation that can be seen without layout: colours and sizes are looked at in a real browser. */
export async function accessible(where: Element): Promise<void> {
  const { violations } = await axe.run(where, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}
