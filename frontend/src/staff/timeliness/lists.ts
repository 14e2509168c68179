import { CLAIMS } from "../claims/data";
import { addressWith } from "../data/address";
import { ALERTS } from "../symptoms/data";
import type { Site } from "./data";
import type { MeasureKey } from "./figures";

/** The list of alerts knows no sites: it shows those of all. */
const lists: Record<MeasureKey, { path: string; bySite: boolean }> = {
  answer: { path: "/staff/messages", bySite: true },
  alert: { path: ALERTS, bySite: false },
  payment: { path: CLAIMS, bySite: true },
};

/** Where what is late now is listed. `widened`: it lists other sites than the one asked for too. */
export function overdueList(key: MeasureKey, site: Site | null): { href: string; widened: boolean } {
  const { path, bySite } = lists[key];
  const href = addressWith(path, { waiting: "overdue", site: bySite && site ? site.id : "" }, {});
  return { href, widened: site !== null && !bySite };
}
