import "fake-indexeddb/auto";

import { beforeEach, expect, it, vi } from "vitest";

import { sendOutbox } from "../sw/outbox";
import { blobOf } from "./blobs";
import { add, remove, rows } from "./rows";
import { wipe } from "./store";

let here: { id: string; language: string } | null;
let status: number | "offline";
let posted: Request[];

beforeEach(async () => {
  await wipe();
  [here, status, posted] = [{ id: "ana", language: "es" }, 201, []];
  vi.stubGlobal("fetch", (input: Request) => {
    if (new URL(input.url).pathname === "/api/session") return Promise.resolve(Response.json({ account: here }));
    posted.push(input);
    if (status === "offline") return Promise.reject(new TypeError("Failed to fetch"));
    const problem = { title: "", detail: "No.", code: "no", status };
    return Promise.resolve(Response.json(problem, { status }));
  });
  await add({ id: "a", kind: "note", path: "/api/notes", body: {}, account: "ana" });
});

const page = (visibilityState: string, path = "/") => ({
  url: `https://portal.example.org${path}`,
  visibilityState,
  postMessage: vi.fn(),
});
const open = (...pages: ReturnType<typeof page>[]) => ({ matchAll: () => Promise.resolve(pages) });

it("sends without a page, as the app's own request and in her language", async () => {
  await sendOutbox(open());
  expect(posted[0]?.headers.get("X-Portal-Request")).toBe("1");
  expect(posted[0]?.headers.get("Accept-Language")).toBe("es");
  expect(await rows()).toEqual([]);
});

it("leaves it to the page that is being looked at", async () => {
  const looked = page("visible");
  await sendOutbox(open(page("hidden"), looked));
  expect(looked.postMessage).toHaveBeenCalledWith("flush-outbox");
  expect(posted).toEqual([]);
});

it("sends where the only pages are in the background or the desk's", async () => {
  await sendOutbox(open(page("hidden"), page("visible", "/staff/")));
  expect(posted).toHaveLength(1);
});

it("asks the browser to be woken again where there was no connection after all", async () => {
  status = "offline";
  await expect(sendOutbox(open())).rejects.toThrow();
  expect(await rows()).toMatchObject([{ state: "waiting", tries: 1 }]);
});

it("sends a file as a form, and then what needs it", async () => {
  await remove("a");
  await add(
    { id: "r", kind: "claim", path: "/r", account: "ana", file: { blob: new Blob(["photo"]), name: "r.jpg" } },
    { id: "c", kind: "claim", path: "/c", account: "ana", body: {}, needs: ["r"] },
  );
  await sendOutbox(open());
  expect(posted.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(["POST /r", "POST /c"]);
  const [file] = posted;
  expect(file?.headers.get("X-Portal-Request")).toBe("1");
  expect(file?.headers.get("Accept-Language")).toBe("es");
  expect(file?.headers.get("Content-Type")).toMatch(/^multipart\/form-data; ?boundary=/);
  const form = await file?.formData();
  expect([...(form?.keys() ?? [])]).toEqual(["file"]);
  expect((form?.get("file") as File).name).toBe("r.jpg");
  expect(await (form?.get("file") as File).text()).toBe("photo");
  expect(await rows()).toEqual([]);
  expect(await blobOf("r")).toBeNull();
});

it("does not ask to be woken for what needs a refused file", async () => {
  await remove("a");
  status = 422;
  await add(
    { id: "r", kind: "claim", path: "/r", account: "ana", file: { blob: new Blob(["photo"]), name: "r.jpg" } },
    { id: "c", kind: "claim", path: "/c", account: "ana", body: {}, needs: ["r"] },
  );
  await sendOutbox(open());
  expect(await rows()).toMatchObject([{ state: "refused" }, { state: "waiting", tries: 0 }]);
  expect(posted).toHaveLength(1);
});

it("keeps a refusal for the person to see", async () => {
  status = 409;
  await sendOutbox(open());
  expect(await rows()).toMatchObject([{ state: "refused", problem: { message: "No." } }]);
});

it.each([null, { id: "rosa", language: "en" }])("sends nothing where %o is signed in", async (someone) => {
  here = someone;
  await sendOutbox(open());
  expect(posted).toEqual([]);
  expect(await rows()).toMatchObject([{ id: "a", state: "signed_out" }]);
});
