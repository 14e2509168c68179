import type { Latest } from "../data/useSaving";
import { type Payment, payments } from "./data";

/** The payment as it is now, and who settled it. */
export async function latestPayment(batchId: string, own: Payment): Promise<Latest<Payment>> {
  const { rows } = await payments.batch(batchId);
  const present = rows.find(({ id }) => id === own.id) ?? own;
  return { version: present.version, present, by: present.settled_by, at: present.settled_at };
}
