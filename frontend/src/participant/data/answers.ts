/** The questions the app asks about its own person, each with its place in the phone's store. */
import { api, read } from "../../api";
import type { CalendarFeed, Device, Help, Openings, Schedule, SignInFactors, Today, VisitDetail } from "../../api";
import { createResource, type Resource } from "./resource";

export const help = createResource<Help>("help", () => read(api.GET("/api/me/help")));
/** For somebody who is not signed in: every team of this portal. */
export const teams = createResource<Help[]>(null, async () => {
  const answer = await read(api.GET("/api/help"));
  return answer.teams;
});
export const schedule = createResource<Schedule>("schedule", () => read(api.GET("/api/me/schedule")));
export const today = createResource<Today>("today", async () => {
  const answer = await read(api.GET("/api/me/today"));
  help.set(answer.help); // so that the number to call is there without a connection
  return answer;
});
export const feed = createResource<CalendarFeed>(null, () => read(api.GET("/api/me/calendar-feed")));
export const devices = createResource<Device[]>(null, async () => {
  const answer = await read(api.GET("/api/account/devices"));
  return answer.devices;
});
/** Not kept on the phone: it is only worth what it is now. */
export const openings = createResource<Openings>(null, () => read(api.GET("/api/me/openings")));

/** How she signs in: her passkeys. */
export const factors = createResource<SignInFactors>(null, () => read(api.GET("/api/account/factors")));

const visits = new Map<string, Resource<VisitDetail>>();

/** One visit with everything explained. */
export function visit(id: string): Resource<VisitDetail> {
  let found = visits.get(id);
  if (!found) {
    found = createResource<VisitDetail>(`visit:${id}`, () =>
      read(api.GET("/api/me/visits/{visit_id}", { params: { path: { visit_id: id } } })),
    );
    visits.set(id, found);
  }
  return found;
}

/** After a change to a visit, everything that shows it is asked for again. */
export async function visitChanged(id: string): Promise<void> {
  await Promise.all([visit(id).renew(), today.renew(), schedule.renew()]);
}
