import "fake-indexeddb/auto";

import { deleteDB, openDB } from "idb";
import { beforeEach, expect, it } from "vitest";

import { destroy, open } from "./database";
import { add, rows } from "./rows";
import { load, save } from "./store";

const NINE = "2026-11-22T14:12:00Z";

beforeEach(() => destroy());

const older = (blocking?: () => void) =>
  openDB("portal", 1, { upgrade: (db) => void db.createObjectStore("saved"), ...(blocking && { blocking }) });

it("keeps what an older version had saved", async () => {
  const old = await older();
  await old.put("saved", { value: "here", savedAt: NINE }, "today");
  old.close();
  expect(await load("today")).toEqual({ value: "here", savedAt: NINE });
  expect([...(await open()).objectStoreNames]).toEqual(["blobs", "outbox", "saved"]);
});

it("keeps what was unsent before there were files, and takes files", async () => {
  const old = await openDB("portal", 2, {
    upgrade(db) {
      db.createObjectStore("saved");
      db.createObjectStore("outbox", { keyPath: "id" }).createIndex("order", "order");
    },
  });
  const row = { id: "a", kind: "note", path: "/api/notes", body: { id: "a" }, account: "ana", madeAt: NINE, order: 7 };
  const standing = { tries: 1, nextTryAt: null, state: "waiting", problem: null };
  await old.put("outbox", { ...row, ...standing });
  await old.put("saved", { value: "here", savedAt: NINE }, "today");
  old.close();
  await add({ id: "r", kind: "claim", path: "/r", account: "ana", file: { blob: new Blob(["x"]), name: "r.jpg" } });
  expect(await rows()).toMatchObject([{ ...row, ...standing }, { id: "r", order: 8, file: true }]);
  expect((await load("today"))?.value).toBe("here");
});

it("does without the database while an older page holds it, and has it afterwards", async () => {
  const old = await older();
  expect(await load("today")).toBeNull();
  old.close();
  await new Promise((done) => setTimeout(done, 20));
  await save("today", 1, NINE);
  expect((await load("today"))?.value).toBe(1);
});

it("lets go of it when another page needs it", async () => {
  await save("today", 1, NINE);
  await deleteDB("portal");
  expect(await load("today")).toBeNull();
});
