import { beforeEach, expect, it, vi } from "vitest";

import { configureApi } from "./client";
import { NetworkError } from "./errors";
import { underWay, uploading, type UploadReply } from "./testing";
import { upload } from "./upload";

const ended = vi.fn();

beforeEach(() => {
  ended.mockReset();
  configureApi({ language: () => "es", onSignedOut: ended });
});

function form() {
  const made = new FormData();
  made.append("file", new File(["x"], "receipt.jpg", { type: "image/jpeg" }));
  return made;
}

function sending(reply: UploadReply, signal?: AbortSignal) {
  const sent = uploading(() => reply);
  const parts: number[] = [];
  return { sent, parts, answer: upload("/api/receipts", form(), (part) => parts.push(part), signal) };
}

const refusal = (status: number) => ({ status, body: { title: "", detail: "No.", code: "no", status } });

it("sends a form as the app's own request, and gives back the answer", async () => {
  const { sent, answer } = sending({ status: 201, body: { id: "a" } });
  expect(await (await answer).json()).toEqual({ id: "a" });
  expect(sent[0]).toMatchObject({ path: "/api/receipts", file: { name: "receipt.jpg" } });
  expect(sent[0]?.headers.get("Accept-Language")).toBe("es");
  expect(sent[0]?.headers.get("X-Portal-Request")).toBe("1");
});

it("takes an answer without content", async () => {
  expect((await sending({ status: 204 }).answer).status).toBe(204);
});

it("tells which part is sent, where the browser knows", async () => {
  const { parts, answer } = sending("pending");
  underWay().upload.onprogress?.({ loaded: 1, total: 4, lengthComputable: true });
  underWay().upload.onprogress?.({ loaded: 2, total: 0, lengthComputable: false });
  underWay().end({ status: 201 });
  await answer;
  expect(parts).toEqual([0.25]);
});

it("allows a slow line five minutes", async () => {
  const { answer } = sending("pending");
  expect(underWay().timeout).toBe(300_000);
  underWay().ontimeout();
  await expect(answer).rejects.toBeInstanceOf(NetworkError);
});

it.each(["offline", { status: 502 }, { status: 504 }] as const)("takes %o for no connection", async (reply) => {
  await expect(sending(reply).answer).rejects.toBeInstanceOf(NetworkError);
});

it("throws the server's refusal, with how long to wait", async () => {
  await expect(sending(refusal(422)).answer).rejects.toMatchObject({ status: 422, message: "No.", retryAfter: null });
  const wait = { ...refusal(429), headers: { "Retry-After": "30" } };
  await expect(sending(wait).answer).rejects.toMatchObject({ status: 429, retryAfter: 30 });
  expect(ended).not.toHaveBeenCalled();
});

it("says when the session has ended", async () => {
  await expect(sending(refusal(401)).answer).rejects.toMatchObject({ status: 401 });
  expect(ended).toHaveBeenCalledOnce();
});

it("stops when it is told to, also before it has begun", async () => {
  const control = new AbortController();
  const { answer } = sending("pending", control.signal);
  control.abort();
  await expect(answer).rejects.toBeInstanceOf(NetworkError);
  const late = sending("pending", control.signal);
  await expect(late.answer).rejects.toBeInstanceOf(NetworkError);
  expect(late.sent).toEqual([]);
});
