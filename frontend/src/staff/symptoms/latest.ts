import type { Latest } from "../data/useSaving";
import { type Alert, alerts } from "./data";

/** The alert as it is now; who changed it last is whoever closed it, or has it. */
export async function latestAlert(id: string): Promise<Latest<Alert>> {
  const present = await alerts.one(id);
  return {
    version: present.version,
    present,
    by: present.closed_by ?? present.taken_by,
    at: present.closed_at ?? present.taken_at,
  };
}
