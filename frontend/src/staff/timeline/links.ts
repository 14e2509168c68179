import { claimPath } from "../claims/data";
import { partPath } from "../participants/paths";
import { alertPath, reportPath } from "../symptoms/data";
import type { About, Happening, Kind } from "./data";

/** Where what is about the participant herself is read on. */
const parts: Partial<Record<Kind, string>> = { check_ins: "check-ins", claims: "travel", notices: "notices" };

type Link = (row: Happening, participant: string) => string;

const links: Record<About, Link> = {
  participant: ({ kind }, id) => partPath(id, parts[kind] ?? "facts"),
  visit: (row, id) => `${partPath(id, "visits")}?visit=${row.object_id}`,
  consent: (_, id) => `/staff/consent/${id}`,
  report: (row, id) => reportPath(id, row.object_id),
  alert: (row) => alertPath(row.object_id),
  claim: (row) => claimPath(row.object_id),
  thread: (row) => `/staff/messages/${row.object_id}`,
};

/** The thing that an entry is about. */
export const linkOf = (row: Happening, participant: string) => links[row.about](row, participant);
