import type { FieldProblem, Problem } from "../data/problem";
import type { DayPart, Proposal, Visit } from "../data/types";
import { t } from "../i18n";
import { type BookingValues, bookingProblem } from "../visits/booking";
import { shortDay } from "../words/dates";

/** What is answered: one of the proposals by its number, another time, or no. */
export type Answer = `${number}` | "other" | "decline" | "";

/** The clock a part of the day begins with in the form; the coordinator moves it as the rooms allow. */
const begins: Record<DayPart, string> = { morning: "09:00", midday: "12:00", afternoon: "14:00" };

/** "Tue 10 Mar, morning" */
export function proposalWords({ date, part }: Proposal): string {
  return t("requests.proposal", { day: shortDay(date), part: t(`part.${part}`) });
}

/** The booking after a choice: a proposal brings its day and time, another time begins without. */
export function chosenBooking(values: BookingValues, answer: Answer, proposals: readonly Proposal[]): BookingValues {
  const proposal = proposals[Number(answer)];
  if (answer === "other") return { ...values, date: "", time: "" };
  if (answer === "" || answer === "decline" || !proposal) return values;
  return { ...values, date: proposal.date, time: begins[proposal.part] };
}

/** What is missing before it can be sent. A no needs words: the participant reads them. */
export function answerProblem(answer: Answer, values: BookingValues, note: string, visit: Visit): Problem | null {
  const refuse = (field: FieldProblem): Problem => ({
    code: "invalid",
    status: 422,
    title: "",
    detail: "",
    fields: [field],
  });
  if (answer === "") return refuse({ field: "answer", message: t("answer.missing.choice") });
  if (answer === "decline") {
    return note.trim() ? null : refuse({ field: "note", message: t("answer.missing.note") });
  }
  return bookingProblem(values, visit.window);
}
