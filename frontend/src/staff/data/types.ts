/** What the staff part of the API answers, named as the desk speaks of it. */
import type { Shape } from "../../api";

export type Me = Shape<"Me">;
export type Role = Me["memberships"][number]["role"];
export type Window = Shape<"Window">;
export type Who = Shape<"Who">;

export type ParticipantRow = Shape<"ParticipantRow">;
export type ParticipantDetail = Shape<"ParticipantDetail">;
export type ParticipantStatus = ParticipantRow["status"];
export type Phase = Shape<"PhaseNow">;
export type Late = Shape<"Late">;
export type Anchor = Shape<"Anchor">;

export type Visit = Shape<"StaffVisit">;
export type VisitStatus = Visit["status"];
export type VisitsState = "to_book" | "booked" | "outcome_missing" | "late" | "all";
export type Activity = Shape<"ActivityDetail">;

export type RequestRow = Shape<"StaffTimeRequest">;
export type RequestStatus = RequestRow["status"];
export type Proposal = Shape<"Proposal">;
export type DayPart = Proposal["part"];

/** What changed in a record: any of its entries, as they were and as they are. */
export type Entries = Record<string, unknown> | null;
export type HistoryRow = Omit<Shape<"Entry">, "before" | "after"> & { before: Entries; after: Entries };
export type StudyInForce = Shape<"Study">;

export type NewParticipant = Shape<"AddParticipant">;
export type ParticipantChange = Omit<Shape<"ChangeParticipant">, "version">;
export type Booking = Shape<"Booking">;
export type Outcome = Omit<Shape<"Outcome">, "version">;
