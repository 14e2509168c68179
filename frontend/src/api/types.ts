/** The server's shapes by name, from its own description (schema.d.ts is generated: `make types`). */
import type { components, paths } from "./schema";

export type { paths };

export type Shape<K extends keyof components["schemas"]> = components["schemas"][K];

export type Account = Shape<"Account">;
export type Activity = Shape<"Activity">;
export type CalendarFeed = Shape<"Feed">;
export type ConsentBlock = Shape<"Block">;
export type ConsentCopy = Shape<"Copy">;
export type ConsentQuestion = Shape<"Question">;
export type ConsentSection = Shape<"Section">;
export type ConsentSpan = Shape<"Span">;
export type ConsentStanding = Shape<"Standing">;
export type ConsentTerm = Shape<"Term">;
export type ConsentText = Shape<"Text">;
export type ConsentToDo = Shape<"ConsentToDo">;
export type DemoMail = Shape<"Mail">;
export type DemoPerson = Shape<"Person">;
export type Device = Shape<"Device">;
export type Help = Shape<"Help">;
export type Phase = Shape<"PhaseNow">;
export type Proposal = Shape<"Proposal">;
export type QuizResult = Shape<"QuizResult">;
export type ReadingEvent = Shape<"ReadingEvent">;
export type Schedule = Shape<"Schedule">;
export type SchedulePhase = Shape<"Phase">;
export type Session = Shape<"Session">;
export type SignedText = Shape<"SignedText">;
export type StepUpPurpose = Shape<"AskStepUp">["purpose"];
export type TimeRequest = Shape<"TimeRequest">;
export type ToDo = Shape<"ToDo">;
export type Today = Shape<"Today">;
export type Visit = Shape<"Visit">;
export type VisitDetail = Shape<"VisitDetail">;
export type WithdrawalOption = Shape<"WithdrawalOption">;
export type DayPart = Proposal["part"];
export type VisitStatus = Visit["status"];
