import type { Latest } from "../data/useSaving";
import { consents, type DeskConsent } from "./data";

/** The consent as it is now; who changed it last is the newest line of its trail. */
export async function latestConsent(participantId: string, consentId: string): Promise<Latest<DeskConsent>> {
  const { consents: all, trail } = await consents.detail(participantId);
  const present = all.find(({ id }) => id === consentId);
  if (!present) throw new Error("the consent is gone");
  const last = trail[0];
  return { version: present.version, present, by: last?.who ?? null, at: last?.at ?? null };
}
