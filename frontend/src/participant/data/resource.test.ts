import "fake-indexeddb/auto";

import { waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { ApiError, NetworkError } from "../../api/errors";
import { load, save, wipe } from "../../offline/store";
import { createResource, forgetAll } from "./resource";

const SAVED = "2026-11-22T14:12:00Z";

beforeEach(() => wipe());

function later<T>() {
  let give: (value: T) => void = () => {};
  let refuse: (cause: Error) => void = () => {};
  const answer = new Promise<T>((resolve, reject) => {
    give = resolve;
    refuse = reject;
  });
  return { answer, give, refuse };
}

it("shows what the phone has at once, then what the server says, and keeps that", async () => {
  await save("q", "old", SAVED);
  const { answer, give } = later<string>();
  const resource = createResource("q", () => answer);
  const asked = resource.refresh();
  await waitFor(() => expect(resource.shown.value).toMatchObject({ data: "old", savedAt: SAVED, loading: true }));
  give("new");
  await asked;
  expect(resource.shown.value).toMatchObject({ data: "new", offline: false, loading: false });
  await waitFor(async () => expect((await load("q"))?.value).toBe("new"));
});

it("keeps showing the saved answer without a connection, and says from when it is", async () => {
  await save("q", "old", SAVED);
  const resource = createResource("q", () => Promise.reject(new NetworkError()));
  await resource.refresh();
  expect(resource.shown.value).toMatchObject({ data: "old", savedAt: SAVED, offline: true, error: null });
});

it("says that it was refused, which is not the same as no connection", async () => {
  const refusal = new ApiError({ title: "No", status: 404, code: "not_found" });
  const resource = createResource("q", () => Promise.reject(refusal));
  await resource.refresh();
  expect(resource.shown.value).toMatchObject({ data: null, offline: false, error: refusal, loading: false });
});

it("asks once, however many want to know", async () => {
  let asked = 0;
  const resource = createResource(null, () => Promise.resolve((asked += 1)));
  await Promise.all([resource.refresh(), resource.refresh()]);
  expect(asked).toBe(1);
});

it("asks anew after a change, and drops the answer from before it", async () => {
  const answers = [later<string>(), later<string>()];
  let turn = 0;
  const resource = createResource(null, () => answers[turn++]?.answer ?? Promise.reject(new Error()));
  const before = resource.refresh();
  const after = resource.renew();
  answers[1]?.give("after");
  await after;
  answers[0]?.give("before");
  await before;
  expect(resource.shown.value).toMatchObject({ data: "after", loading: false });
});

it("shows what the phone still has without asking the server", async () => {
  await save("q", "old", SAVED);
  const resource = createResource("q", () => Promise.reject(new Error("asked")));
  await resource.recall();
  expect(resource.shown.value).toMatchObject({ data: "old", savedAt: SAVED });
});

it("drops an answer that comes after everything was forgotten", async () => {
  const { answer, give } = later<string>();
  const resource = createResource("q", () => answer);
  const asked = resource.refresh();
  forgetAll();
  give("somebody else's");
  await asked;
  expect(resource.shown.value.data).toBeNull();
  expect(await load("q")).toBeNull();
});
