import type { Latest } from "../data/useSaving";
import { type Thread, threads } from "./data";

/** The thread as it is now. The server does not say who changed it last. */
export async function latestThread(id: string): Promise<Latest<Thread>> {
  const present = await threads.one(id);
  return { version: present.version, present, by: null, at: null };
}
