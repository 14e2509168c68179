/** The server's shapes by name, from its own description (schema.d.ts is generated: `make types`). */
import type { components, paths as described } from "./schema";

type MayBeNull = "starts_at" | "ends_at" | "opens_at" | "answered_at";

/**
 * The description says nothing about instants ("unknown"), and "object or null" before each optional
 * shape. Instants are ISO strings in UTC; only those above can be missing.
 */
type Mend<T> = unknown extends T ? string : [T] extends [Record<string, never>] ? T : Each<T>;

type Each<T> =
  T extends Record<string, never>
    ? never
    : T extends readonly (infer Item)[]
      ? Mend<Item>[]
      : T extends object
        ? { [K in keyof T]: unknown extends T[K] ? (K extends MayBeNull ? string | null : string) : Mend<T[K]> }
        : T;

export type Shape<K extends keyof components["schemas"]> = Mend<components["schemas"][K]>;

export type paths = { [P in keyof described]: Mend<described[P]> };

export type Account = Shape<"Account">;
export type Activity = Shape<"Activity">;
export type CalendarFeed = Shape<"Feed">;
export type DemoMail = Shape<"Mail">;
export type DemoPerson = Shape<"Person">;
export type Device = Shape<"Device">;
export type Help = Shape<"Help">;
export type Phase = Shape<"PhaseNow">;
export type Proposal = Shape<"Proposal">;
export type Schedule = Shape<"Schedule">;
export type SchedulePhase = Shape<"Phase">;
export type Session = Shape<"Session">;
export type TimeRequest = Shape<"TimeRequest">;
export type ToDo = Shape<"ToDo">;
export type Today = Shape<"Today">;
export type Visit = Shape<"Visit">;
export type VisitDetail = Shape<"VisitDetail">;
export type DayPart = Proposal["part"];
export type VisitStatus = Visit["status"];
