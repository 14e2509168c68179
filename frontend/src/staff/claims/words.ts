import { dayIn } from "../../i18n/dates";
import { t } from "../i18n";
import { visitTitle } from "../visits/words";
import { momentWords, shortDay } from "../words/dates";
import { money, rate as rateWords } from "../words/money";
import type { Claim, ClaimLine, ClaimRow, ClaimStep, Unit } from "./data";

/** "Month 6, Tue 10 Mar" */
export const visitWords = ({ visit }: Pick<ClaimRow, "visit">) =>
  t("claim.under.visit", { visit: visitTitle(visit), day: shortDay(visit.day) });

/** "46.8 miles", from tenths. */
export const distanceWords = (tenths: number, unit: Unit) => t(`distance.${unit}`, { n: tenths / 10 });

/** "36.8 miles there and back, $0.725 for each mile" */
export function mileageWords({ distance, rate }: ClaimLine, { unit, currency }: Claim): string | null {
  if (distance === null || rate === null) return null;
  return t("line.mileage", {
    distance: distanceWords(distance, unit),
    rate: rateWords(rate, currency),
    unit: t(`line.unit.${unit}`),
  });
}

/** The step that was taken last; the server gives them in order, the earliest first. */
export const newest = (steps: readonly ClaimStep[]) => steps.at(-1) ?? null;
const newestInto = (claim: Claim, status: ClaimStep["new"]) => claim.steps.findLast((step) => step.new === status);

const dayOf = (instant: string, claim: ClaimRow) => shortDay(dayIn(instant, claim.who.site.time_zone));

/** Who has it now: one of the team or nobody yet, the person who was asked, finance; at the end no one. */
export function holderWords(row: ClaimRow): string {
  if (row.status === "returned") return row.made_by;
  if (row.status === "approved" || row.status === "on_its_way") return t("claims.finance");
  if (!teamActs(row)) return "";
  return row.mine ? t("claims.mine") : (row.taken_by ?? t("claims.nobody"));
}

const deciding = new Set<ClaimRow["status"]>(["sent", "checking", "second_look", "disputed"]);

/** Whether the team decides next. */
export const teamActs = ({ status }: Pick<ClaimRow, "status">) => deciding.has(status);

type Sentence = (claim: Claim, time: string) => string;

const sentences: Record<ClaimRow["status"], Sentence> = {
  sent: ({ overdue }, time) => t(overdue ? "claim.next.sent_late" : "claim.next.sent", { time }),
  checking: ({ overdue, mine, taken_by }, time) =>
    mine
      ? t(overdue ? "claim.next.mine_late" : "claim.next.mine", { time })
      : t(overdue ? "claim.next.other_late" : "claim.next.other", { name: taken_by ?? "", time }),
  returned: (claim) => t("claim.next.returned", { name: claim.made_by, ...decision(claim) }),
  second_look: (claim, time) => {
    const by = newestInto(claim, "second_look")?.by ?? "";
    const limit = money(claim.second_above ?? 0, claim.currency);
    const key = claim.overdue ? "claim.next.second_look_late" : "claim.next.second_look";
    return t(key, { by, sum: approved(claim), limit, time });
  },
  approved: (claim) => {
    const values = { ...decision(claim), sum: approved(claim) };
    // The usual day is counted from the approval: it says nothing once a payment has failed.
    if (!claim.expected_on || failedWords(claim)) return t("claim.next.approved", values);
    return t("claim.next.approved_by", { ...values, expected: shortDay(claim.expected_on) });
  },
  declined: (claim) => t("claim.next.declined", decision(claim)),
  on_its_way: (claim) => {
    const payment = claim.payments.findLast(({ status }) => status === "on_its_way");
    const day = payment ? shortDay(payment.expected_on) : "";
    return t("claim.next.on_its_way", { sum: money(payment?.amount ?? 0, claim.currency), day });
  },
  paid: (claim) => {
    const day = claim.payments.findLast(({ status }) => status === "paid")?.paid_on;
    return t("claim.next.paid", { sum: money(claim.paid, claim.currency), day: day ? shortDay(day) : "" });
  },
  disputed: (claim, time) =>
    t(claim.overdue ? "claim.next.disputed_late" : "claim.next.disputed", {
      name: newestInto(claim, "disputed")?.by ?? claim.made_by,
      day: claim.disputed_at ? dayOf(claim.disputed_at, claim) : "",
      by: claim.decided_by ?? "",
      time,
    }),
  withdrawn: (claim) => t("claim.next.withdrawn", { name: newestInto(claim, "withdrawn")?.by ?? claim.made_by }),
};

const approved = (claim: Claim) => money(claim.approved ?? 0, claim.currency);
const decision = (claim: Claim) => ({
  by: claim.decided_by ?? "",
  day: claim.decided_at ? dayOf(claim.decided_at, claim) : "",
});

/** Who acts next, in a sentence. */
export function nextWords(claim: Claim): string {
  return sentences[claim.status](claim, momentWords(claim.check_by, claim.who.site.time_zone));
}

/** Why the payment before did not arrive, while the claim waits to be paid again. */
export function failedWords({ status, payments }: Claim): string | null {
  const last = payments.at(-1);
  if (status !== "approved" || last?.status !== "failed") return null;
  return t("claim.next.failed", { reason: last.failed_reason });
}

const reasons = ["own_claim", "claim_taken", "second_person", "another_person"] as const;

/** What stands in the way of deciding. */
export function whyNotWords({ may }: Claim): string | null {
  const known = reasons.find((one) => one === may.why_not);
  return known ? t(`claim.why.${known}`) : null;
}

/** What a step was: the same status says different things after different ones. */
export function stepWords(step: ClaimStep, before: ClaimStep | undefined): string {
  const { by } = step;
  if (step.new === "sent" && before) return t(step.by_team ? "step.given_back" : "step.sent_again", { by });
  if (step.new === "checking" && before?.new === "second_look") return t("step.rechecked", { by });
  if (step.new === "approved" && (before?.new === "on_its_way" || before?.new === "paid")) {
    return t("step.payment_failed", { by });
  }
  if (step.new === "paid" && before?.new !== "on_its_way") return t("step.nothing_changed");
  return t(`step.${step.new}`, { by });
}

/** Where a claim stands, in a few words: for two versions side by side. */
export function standingWords(claim: Claim): string {
  const status = t(`claim.status.${claim.status}`);
  if (claim.status === "checking") return t("claim.standing.taken", { status, name: holderWords(claim) });
  return claim.approved === null ? status : t("claim.standing.sum", { status, sum: approved(claim) });
}
