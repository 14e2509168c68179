/** The outbox as it lies in the database. Whatever is written here is on the disk when it returns. */
import { open, type Unsent } from "./database";

/** Everything unsent on this phone, whoever wrote it, in the order it was written. */
export async function rows(): Promise<Unsent[]> {
  return (await open()).getAllFromIndex("outbox", "order");
}

async function writing() {
  const tx = (await open()).transaction("outbox", "readwrite", { durability: "strict" });
  return { store: tx.store, done: tx.done };
}

export type New = Pick<Unsent, "id" | "kind" | "path" | "body" | "account">;

/** Adds something at the end. What is there already under this id stays as it is. */
export async function add({ id, kind, path, body, account }: New): Promise<void> {
  const { store, done } = await writing();
  async function write() {
    if ((await store.getKey(id)) !== undefined) return;
    const last = await store.index("order").openKeyCursor(null, "prev");
    const order = (last?.key ?? 0) + 1;
    const madeAt = new Date().toISOString();
    const row: Unsent = {
      ...{ id, kind, path, body, account, madeAt, order },
      ...{ tries: 0, nextTryAt: null, state: "waiting", problem: null },
    };
    await store.add(row);
  }
  await Promise.all([write(), done]);
}

/** Changes a row that is still there. */
export async function change(id: string, part: Partial<Omit<Unsent, "id">>): Promise<void> {
  const { store, done } = await writing();
  async function write() {
    const row = await store.get(id);
    if (row) await store.put({ ...row, ...part });
  }
  await Promise.all([write(), done]);
}

export async function remove(id: string): Promise<void> {
  await (await open()).delete("outbox", id);
}

/** Removes everything, or everything that is not this account's. */
export async function removeAll(but?: string): Promise<void> {
  const { store, done } = await writing();
  async function write() {
    for (const { id, account } of await store.getAll()) if (account !== but) await store.delete(id);
  }
  await Promise.all([write(), done]);
}
