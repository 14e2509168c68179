import "fake-indexeddb/auto";

import { beforeEach, expect, it } from "vitest";

import { draftsOf, load, save, wipe, wipeDraftsOfOthers } from "./store";

const NINE = "2026-11-22T14:12:00Z";

beforeEach(() => wipe());

it("gives back the last answer with the time it was saved", async () => {
  await save("today", { name: "Ana" }, "2026-11-22T10:00:00Z");
  await save("today", { name: "Rosa" }, NINE);
  expect(await load("today")).toEqual({ value: { name: "Rosa" }, savedAt: NINE });
  expect(await load("schedule")).toBeNull();
});

it("leaves nothing behind at sign-out, and works again afterwards", async () => {
  await save("today", 1, NINE);
  await wipe();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("portal");
  expect(await load("today")).toBeNull();
  await save("today", 2, NINE);
  expect((await load("today"))?.value).toBe(2);
});

it("keeps only what is named when a session has ended by itself", async () => {
  await save("help", "call", NINE);
  await save("visit:1", "visit", NINE);
  await wipe(["help"]);
  expect((await load("help"))?.value).toBe("call");
  expect(await load("visit:1")).toBeNull();
});

it("keeps the drafts of the one whose session ended, and shows them to nobody else", async () => {
  await save(`${draftsOf("ana")}check-in`, "mine", NINE);
  await save(`${draftsOf("rosa")}check-in`, "hers", NINE);
  await wipe(["help", draftsOf("ana")]);
  expect((await load(`${draftsOf("ana")}check-in`))?.value).toBe("mine");
  expect(await load(`${draftsOf("rosa")}check-in`)).toBeNull();
  await wipeDraftsOfOthers("rosa");
  expect(await load(`${draftsOf("ana")}check-in`)).toBeNull();
});
