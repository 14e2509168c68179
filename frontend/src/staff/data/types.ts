/** What the staff part of the API answers, named as the desk speaks of it. From its own description. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

/**
 * An answer as it is read: instants are texts, and what may be missing is null or itself (the
 * description of a nullable object also names an empty one, which never comes).
 */
type Read<T> = unknown extends T
  ? string
  : T extends Record<string, never>
    ? never
    : T extends (infer U)[]
      ? Read<U>[]
      : T extends object
        ? { [K in keyof T]: Read<T[K]> }
        : T;

export type Me = Read<Schemas["Me"]>;
export type Role = Me["memberships"][number]["role"];
export type Site = Schemas["Site"];
export type Window = Schemas["Window"];
export type Step = Read<Schemas["Step"]>;
export type Page<T> = { rows: T[]; total: number };

export type ParticipantRow = Read<Schemas["ParticipantRow"]>;
export type ParticipantDetail = Read<Schemas["ParticipantDetail"]>;
export type ParticipantStatus = ParticipantRow["status"];
export type Phase = Schemas["PhaseNow"];
export type Late = Schemas["Late"];
export type Anchor = Schemas["Anchor"];

export type Visit = Read<Schemas["StaffVisit"]>;
export type VisitStatus = Visit["status"];
export type VisitsState = "to_book" | "booked" | "outcome_missing" | "late" | "all";
export type Activity = Read<Schemas["ActivityDetail"]>;

export type RequestRow = Read<Schemas["StaffTimeRequest"]>;
export type RequestStatus = RequestRow["status"];
export type Proposal = Schemas["Proposal"];
export type DayPart = "morning" | "midday" | "afternoon";

export type HistoryRow = Omit<Read<Schemas["Entry"]>, "before" | "after"> & Pick<Schemas["Entry"], "before" | "after">;
export type StudyInForce = Read<Schemas["Study"]>;

export type NewParticipant = Schemas["AddParticipant"];
export type ParticipantChange = Omit<Schemas["ChangeParticipant"], "version">;
export type Booking = Schemas["Booking"];
export type Outcome = Omit<Schemas["Outcome"], "version">;
