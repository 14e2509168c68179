/** Which check-in is due, also from an answer that the phone saved days ago. */
import type { CheckIn, Due } from "../../api";
import { dayIn, deviceZone } from "../../i18n/dates";
import { help } from "../data/answers";
import { checkIns } from "./data";

/** The one that can be sent on a day. What was next when the answer was saved may be due by now. Pure. */
export function dueOn({ now, next }: Pick<CheckIn, "now" | "next">, day: string): Due | null {
  return [now, next].find((due) => due && due.opens <= day && day <= due.closes) ?? null;
}

/** The first one that opens after a day. Pure. */
export function nextAfter({ next }: Pick<CheckIn, "next">, day: string): Due | null {
  return next && next.opens > day ? next : null;
}

/** Today at her site, whose days count. */
export function siteToday(now = new Date()): string {
  return dayIn(now.toISOString(), help.shown.value.data?.time_zone ?? deviceZone());
}

/** The check-ins that are due now, each with when. */
export function dueNow(): { checkIn: CheckIn; due: Due }[] {
  const { data } = checkIns.shown.value;
  if (!data?.asked) return [];
  const day = siteToday();
  return data.check_ins.flatMap((checkIn) => {
    const due = dueOn(checkIn, day);
    return due ? [{ checkIn, due }] : [];
  });
}
