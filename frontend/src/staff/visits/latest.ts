import { staff } from "../data/api";
import type { Visit } from "../data/types";
import type { Latest } from "../data/useSaving";

/** The visit as it is now, and who moved it last by its own history. */
export async function latestVisit(id: string): Promise<Latest<Visit>> {
  const present = await staff.visit(id);
  const last = present.steps.reduce<Visit["steps"][number] | null>(
    (newest, step) => (newest === null || step.at > newest.at ? step : newest),
    null,
  );
  return { version: present.version, present, by: last?.by ?? null, at: last?.at ?? null };
}
