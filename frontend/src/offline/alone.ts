/** Of all tabs and the worker, one at a time. */
import { open } from "./database";

const LEASE_MS = 30_000;
const KEY = "outbox:lease";

/** Does the work unless it is being done elsewhere at this moment. */
export async function alone(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager | null };
  if (!locks) return leased(work);
  await locks.request("portal-outbox", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

/** For browsers without locks: a row says who works, for a short time that is prolonged while it lasts. */
async function leased(work: () => Promise<void>): Promise<void> {
  const me = String(Math.random());
  if (!(await hold(me))) return;
  const prolong = setInterval(() => void hold(me).catch(() => {}), LEASE_MS / 3);
  try {
    await work();
  } finally {
    clearInterval(prolong);
    await release(me).catch(() => {}); // the database is gone, and the lease with it
  }
}

type Lease = { holder: string; until: number };

async function hold(me: string): Promise<boolean> {
  const { store, done } = (await open()).transaction("saved", "readwrite");
  const lease = (await store.get(KEY))?.value as Lease | undefined;
  const mine = !lease || lease.holder === me || lease.until < Date.now();
  const value: Lease = { holder: me, until: Date.now() + LEASE_MS };
  await Promise.all([mine ? store.put({ value, savedAt: "" }, KEY) : null, done]);
  return mine;
}

async function release(me: string): Promise<void> {
  const { store, done } = (await open()).transaction("saved", "readwrite");
  const lease = (await store.get(KEY))?.value as Lease | undefined;
  await Promise.all([lease?.holder === me ? store.delete(KEY) : null, done]);
}
