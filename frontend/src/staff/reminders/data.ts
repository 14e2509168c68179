/** What the desk asks the server about reminders, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { partPath } from "../participants/paths";
import type { Waits } from "../shell/features";

export type Notice = Shape<"NoticeWithTries">;
export type NoticeRow = Shape<"NoticeRow">;
export type NoticeAbout = Notice["about"];
export type NoticeStatus = Notice["status"];
export type Way = Notice["channel"];
export type Try = Shape<"NoticeTry">;
export type Told = Shape<"ToldPerson">;
export type ParticipantNotices = Shape<"ParticipantNotices">;
export type Ahead = Shape<"RemindersAhead">;
export type OnDay = Shape<"NoticesOfDay">;
export type Remind = Shape<"SendReminder">;

export const shows = ["planned", "sent", "unconfirmed"] as const;
export type Show = (typeof shows)[number];

/** What somebody of the team can remind of by hand. */
export const sendable = ["visit", "check_in", "message", "claimable", "consent"] as const satisfies readonly NoticeAbout[];

/** How many rows the server gives of each list. */
export const MOST = 200;

const person = (id: string) => ({ params: { path: { participant_id: id } } });

function ahead(days: number, show: Show, site: string) {
  const query = { days, show, ...(site ? { site } : {}) };
  return read(api.GET("/api/staff/reminders", { params: { query } }));
}

/** Whom to call, and what did not arrive. */
async function waits(): Promise<Waits> {
  const { numbers } = await ahead(1, "planned", "");
  return { n: numbers.unreached + numbers.failed, late: numbers.unreached > 0 };
}

export const reminders = {
  ahead,
  waits,
  of: (id: string) => read(api.GET("/api/staff/participants/{participant_id}/notices", person(id))),
  send: (id: string, body: Remind) =>
    read(api.POST("/api/staff/participants/{participant_id}/notices", { ...person(id), body })),
  handled: (id: string, note: string) =>
    read(
      api.POST("/api/staff/notices/{notice_id}/handled", { params: { path: { notice_id: id } }, body: { note } }),
    ),
};

/** Where the desk shows them. */
export const REMINDERS = "/staff/reminders";
export const noticesPath = (id: string) => partPath(id, "notices");
