import { dayIn } from "../../i18n/dates";
import { t } from "../i18n";
import { shortDay } from "../words/dates";
import type { Place, Seat } from "./data";

const several = (places: readonly Place[]) => new Set(places.map(({ study_id }) => study_id)).size > 1;

/** Where a role holds: "Bayside", "All sites"; with the study where the admin has several. */
export function placeWords(seat: Pick<Seat, "study_id"> & { site: string | null }, places: readonly Place[]): string {
  const site = seat.site ?? t("account.all_sites");
  const study = places.find(({ study_id }) => study_id === seat.study_id)?.study;
  return several(places) && study ? t("team.place", { study, site }) : site;
}

/** "Coordinator, Bayside" */
export const seatWords = (seat: Omit<Seat, "site_id"> & { site: string | null }, places: readonly Place[]) =>
  t("team.seat", { role: t(`role.${seat.role}`), place: placeWords(seat, places) });

/** The day of a moment where the admin sits. */
export const dayOf = (instant: string) =>
  shortDay(dayIn(instant, Intl.DateTimeFormat().resolvedOptions().timeZone));
