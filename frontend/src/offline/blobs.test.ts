import "fake-indexeddb/auto";

import { beforeEach, expect, it, vi } from "vitest";

import { blobOf, dropBlob, keepBlob } from "./blobs";
import { open } from "./database";
import { StorageFull, StorageOff } from "./keeping";
import { add } from "./rows";
import { draftsOf, save, wipe, wipeDraftsOfOthers } from "./store";

beforeEach(() => wipe());

const photo = (text = "photo") => ({ blob: new Blob([text], { type: "image/jpeg" }), name: "receipt.jpg" });
const kept = async () => (await open()).getAllKeys("blobs");

it("gives back a file with its name and kind", async () => {
  await keepBlob("a", "ana", photo());
  const found = await blobOf("a");
  expect(found?.name).toBe("receipt.jpg");
  expect(found?.blob.type).toBe("image/jpeg");
  expect(await found?.blob.text()).toBe("photo");
  expect(await blobOf("b")).toBeNull();
});

it("keeps bytes, which every browser keeps", async () => {
  await keepBlob("a", "ana", photo());
  expect(await (await open()).get("blobs", "a")).toMatchObject({ account: "ana", bytes: expect.any(ArrayBuffer) as unknown });
});

it("forgets files of a draft, and takes another in the place of one", async () => {
  await keepBlob("a", "ana", photo());
  await keepBlob("a", "ana", photo("another"));
  expect(await (await blobOf("a"))?.blob.text()).toBe("another");
  await keepBlob("b", "ana", photo());
  await dropBlob("a", "b", "never there");
  expect(await kept()).toEqual([]);
});

it.each([
  ["QuotaExceededError", StorageFull],
  ["InvalidStateError", StorageOff],
])("says so where the phone keeps nothing (%s)", async (name, kind) => {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no", name);
  });
  await expect(keepBlob("a", "ana", photo())).rejects.toBeInstanceOf(kind);
});

it("leaves nothing behind at sign-out", async () => {
  await keepBlob("a", "ana", photo());
  await wipe();
  expect(await kept()).toEqual([]);
});

it("keeps a draft's files when the session has ended by itself, and shows them to nobody else", async () => {
  await save(`${draftsOf("ana")}claims`, {}, "");
  await keepBlob("a", "ana", photo());
  await keepBlob("b", "rosa", photo());
  await wipe(["help", draftsOf("ana")]);
  expect(await kept()).toEqual(["a"]);
  await wipeDraftsOfOthers("ana");
  expect(await kept()).toEqual(["a"]);
  await wipeDraftsOfOthers("rosa");
  expect(await kept()).toEqual([]);
});

it("leaves what is on its way to the outbox when answers and drafts are forgotten", async () => {
  await add({ id: "a", kind: "claim", path: "/a", account: "ana", file: photo() });
  await wipe(["help"]);
  expect(await kept()).toEqual(["a"]);
});
