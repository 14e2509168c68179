/**
 * The one database of the phone app. A page of an older version that still holds it stops nobody:
 * opening then fails at once, and works as soon as that page is gone.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

const NAME = "portal";
const VERSION = 3;

export type Saved<T = unknown> = { value: T; savedAt: string };

/** Something written on this phone that the server does not have yet. */
export type Unsent = {
  id: string;
  /** What it is, for those who wrote it. Things of one kind are sent in the order they were written. */
  kind: string;
  /** Where it is posted, for example "/api/me/messages". */
  path: string;
  body: unknown;
  /** What is posted is a file instead: it lies among the blobs under this id. */
  file?: true;
  /** What has to go before it, by id: it waits while one of them is still here, whatever its state. */
  needs?: readonly string[];
  /** Whose it is: it is sent as this account or not at all. */
  account: string;
  madeAt: string;
  order: number;
  tries: number;
  /** Before this moment it is not tried again by itself. */
  nextTryAt: string | null;
  state: "waiting" | "refused" | "signed_out";
  /** What the server said last, in words for the person. */
  problem: { code: string; message: string; status: number; field?: string } | null;
};

/** A photo or a document, of a draft or on its way. It is bytes because Safari may lose a Blob. */
export type Kept = { id: string; account: string; name: string; type: string; bytes: ArrayBuffer };

export interface Tables extends DBSchema {
  saved: { key: string; value: Saved };
  outbox: { key: string; value: Unsent; indexes: { order: number } };
  blobs: { key: string; value: Kept; indexes: { account: string } };
}

export type Database = IDBPDatabase<Tables>;

let opened: Promise<Database> | null = null;

export function open(): Promise<Database> {
  return (opened ??= begin());
}

function begin(): Promise<Database> {
  return new Promise((resolve, reject) => {
    const opening = openDB<Tables>(NAME, VERSION, {
      upgrade(db) {
        if (!db.objectStoreNames.contains("saved")) db.createObjectStore("saved");
        if (!db.objectStoreNames.contains("outbox")) {
          db.createObjectStore("outbox", { keyPath: "id" }).createIndex("order", "order");
        }
        if (!db.objectStoreNames.contains("blobs")) {
          db.createObjectStore("blobs", { keyPath: "id" }).createIndex("account", "account");
        }
      },
      blocked: () => reject(new Error("An older page still holds the database.")),
      // A newer page, or a sign-out in another tab, needs the database to itself.
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
        opened = null;
      },
      terminated() {
        opened = null;
      },
    });
    opening.then(
      (db) => {
        opened = Promise.resolve(db);
        resolve(db);
      },
      (cause: unknown) => {
        opened = null;
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      },
    );
  });
}

/** Removes the database; where an older page holds it, as soon as that page is gone. */
export async function destroy(): Promise<void> {
  const db = await open().catch(() => null);
  db?.close();
  opened = null;
  await new Promise<void>((resolve, reject) => {
    deleteDB(NAME, { blocked: () => resolve() }).then(resolve, reject);
  });
}
