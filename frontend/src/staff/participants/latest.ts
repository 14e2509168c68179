import { staff } from "../data/api";
import type { ParticipantDetail } from "../data/types";
import type { Latest } from "../data/useSaving";
import { me } from "../session/session";

/**
 * The participant as she is now and who changed her last. The name comes from the history, where
 * the person may read it; one's own other window counts as somebody too.
 */
export async function latestParticipant(id: string): Promise<Latest<ParticipantDetail>> {
  const mayAsk = me.value?.can.includes("history.read") ?? false;
  const [present, history] = await Promise.all([
    staff.participant(id),
    mayAsk ? staff.history(id) : Promise.resolve({ rows: [] }),
  ]);
  const last = history.rows[0];
  return { version: present.version, present, by: last?.by ?? null, at: last?.at ?? null };
}
