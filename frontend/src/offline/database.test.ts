import "fake-indexeddb/auto";

import { deleteDB, openDB } from "idb";
import { beforeEach, expect, it } from "vitest";

import { destroy, open } from "./database";
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
  expect([...(await open()).objectStoreNames]).toEqual(["outbox", "saved"]);
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
