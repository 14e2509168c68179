/** Where a claim stands, in sentences that say who acts next. */
import type { Claim, ClaimCut, ClaimPayment, Travel, TravelCategory, TravelPolicy } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, dayInWords, deviceZone, weekdayName } from "../../i18n/dates";
import { siteToday } from "../symptoms/due";
import { help } from "../data/answers";
import { type Currency, money, roundMoney } from "./money";

/** "Friday 13 March", the year only where it is not this one. */
export const dayOf = (day: string) => dayInWords(language.value, day, siteToday());

/** The day of an instant at her site, whose days count. */
export const dayOfMoment = (instant: string) => dayOf(dayIn(instant, help.shown.value.data?.time_zone ?? deviceZone()));

const digitsOf = (travel: Pick<Travel, "policy">, currency: string): Currency => ({
  currency,
  digits: travel.policy?.digits ?? 2,
});

/** How the sums of a claim are written. */
export const currencyOf = (claim: Pick<Claim, "currency">, travel: Pick<Travel, "policy">) => digitsOf(travel, claim.currency);

/** A sentence or two: what became of it, and who acts next. */
export function became(claim: Claim, travel: Pick<Travel, "policy">): string[] {
  const sum = (amount: number) => money(amount, currencyOf(claim, travel));
  const said = claim.note ? [t("state.says", { note: claim.note })] : [];
  switch (claim.status) {
    case "sent":
      return [sent(claim)];
    case "checking":
    case "second_look":
      return [checking(claim)];
    case "returned":
      return [t("state.returned", { note: claim.note }), ...(claim.can.correct ? [t("state.returned.you")] : [])];
    case "approved":
      return [...approved(claim, sum), ...said];
    case "on_its_way":
      return [onItsWay(claim, sum), ...said];
    case "paid":
      return [...claim.payments.filter(({ status }) => status === "paid").map((one) => paid(one, sum)), ...said];
    case "declined":
      return [t("state.declined", { day: dayOfMoment(claim.decided_at ?? claim.sent_at) }), ...said];
    case "disputed":
      return [t(claim.mine ? "state.disputed" : "state.disputed.other", { day: dayOfMoment(claim.disputed_at ?? claim.sent_at) })];
    case "withdrawn":
      return [t(claim.mine ? "state.withdrawn" : "state.withdrawn.other", { day: dayOfMoment(claim.steps.at(-1)?.at ?? claim.sent_at) })];
  }
}

function sent({ round, sent_at, check_by }: Claim): string {
  const days = { sent: dayOfMoment(sent_at), by: dayOfMoment(check_by) };
  if (Date.parse(check_by) < Date.now()) return t("state.sent.late", days);
  return t(round > 1 ? "state.sentAgain" : "state.sent", days);
}

function checking({ steps }: Claim): string {
  const name = steps.findLast((step) => step.new === "checking")?.by;
  return name ? t("state.checking", { name }) : t("state.checking.team");
}

type Sum = (amount: number) => string;

/** What has reached her of a claim. */
export const paidOf = ({ payments }: Pick<Claim, "payments">) =>
  payments.filter(({ status }) => status === "paid").reduce((sum, { amount }) => sum + amount, 0);

function approved(claim: Claim, sum: Sum): string[] {
  const before = paidOf(claim);
  const whole = sum(claim.approved ?? 0);
  const failed = claim.payments.at(-1);
  if (failed?.status === "failed") return [t("state.failed", { sum: sum(failed.amount) })];
  if (!claim.expected_on) return [t("state.approved.noDay", { sum: whole })];
  const day = dayOf(claim.expected_on);
  return [before ? t("state.approved.rest", { sum: whole, paid: sum(before), day }) : t("state.approved", { sum: whole, day })];
}

function onItsWay({ payments, approved }: Claim, sum: Sum): string {
  const now = payments.findLast(({ status }) => status === "on_its_way");
  return now ? t("state.on_its_way", { sum: sum(now.amount), day: dayOf(now.expected_on) }) : t("state.approved.noDay", { sum: sum(approved ?? 0) });
}

function paid({ amount, paid_on, reference }: ClaimPayment, sum: Sum): string {
  const values = { sum: sum(amount), day: dayOf(paid_on ?? "") };
  return reference ? t("state.paid.reference", { ...values, reference }) : t("state.paid", values);
}

const capKinds = ["item", "day", "visit", "month"] as const;

/** "up to $180 a day and up to $540 a visit"; null where there is no cap. */
export function capsInWords(caps: TravelCategory["caps"], policy: Currency): string | null {
  const all = capKinds.flatMap((kind) => {
    const limit = caps[kind];
    return limit === null ? [] : [t(`cap.${kind}`, { sum: roundMoney(limit, policy) })];
  });
  const last = all.pop();
  if (last === undefined) return null;
  return all.length ? t("cap.and", { caps: all.join(", "), last }) : last;
}

/** "Meals: the study pays up to $60 a day. $12.40 is over that." */
export function overInWords({ cut, over, name }: { cut: ClaimCut; over: number; name: string }, policy: Currency): string {
  const cap = t(`cap.${cut.kind}`, { sum: roundMoney(cut.limit, policy) });
  const values = { cap, over: money(over, policy) };
  return cut.category === null ? t("claim.over.all", values) : t("claim.over.category", { ...values, name });
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** "Fridays": the days on which money goes out. */
export function paymentDays({ payment_days }: Pick<TravelPolicy, "payment_days">): string {
  const names = payment_days.map((day) => plural(weekdayName(language.value, weekdays[day - 1] ?? "")));
  const last = names.pop() ?? "";
  return names.length ? t("covered.when.days", { days: names.join(", "), last }) : last;
}

/** "Fridays", "viernes", "sábados" */
const plural = (day: string) => (day.endsWith("s") ? day : `${day}s`);

/** What a category is called in a line: of whoever came along, it says so. */
export const lineName = (name: string, carePartner: boolean | null) => (carePartner ? t("claim.line.partner", { name }) : name);
