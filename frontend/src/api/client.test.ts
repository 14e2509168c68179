import { beforeEach, expect, it, vi } from "vitest";

import { address, api, configureApi, read } from "./client";
import { ApiError, NetworkError } from "./errors";

const respond = (make: () => Response | Promise<Response>) => {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request);
    return make();
  });
  return asked;
};

const problem = (status: number, body: object, headers = {}) =>
  new Response(JSON.stringify({ title: "No", status, ...body }), { status, headers });

beforeEach(() => configureApi({ language: () => "es", onSignedOut: () => {} }));

it("says which language it speaks, and marks changes as the app's own", async () => {
  const asked = respond(() => new Response("{}"));
  await read(api.GET("/api/me/today"));
  await read(api.PATCH("/api/account", { body: { time_zone: null } }));
  expect(asked.map((request) => request.headers.get("Accept-Language"))).toEqual(["es", "es"]);
  expect(asked.map((request) => request.headers.get("X-Portal-Request"))).toEqual([null, "1"]);
  expect(await asked[1]?.json()).toEqual({ time_zone: null });
});

it("fills the address and leaves out what is not asked", () => {
  const made = address("/api/x/{id}/y", { path: { id: "a/b" }, query: { q: "ä", page: 2, late: false, site: null } });
  expect(new URL(made).pathname).toBe("/api/x/a%2Fb/y");
  expect(new URL(made).search).toBe("?q=%C3%A4&page=2&late=false");
});

it("turns a refusal into an error that knows its fields", async () => {
  respond(() => problem(422, { code: "invalid", detail: "Mend it.", errors: [{ field: "email", message: "Whole." }] }));
  const error = await read(api.GET("/api/me/today")).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 422, code: "invalid", message: "Mend it." });
  expect((error as ApiError).field("email")).toBe("Whole.");
  expect((error as ApiError).field("other")).toBeUndefined();
});

it("keeps how long to wait", async () => {
  respond(() => problem(429, { code: "slow_down" }, { "Retry-After": "30" }));
  await expect(read(api.GET("/api/me/today"))).rejects.toMatchObject({ retryAfter: 30 });
});

it("makes an error of an answer that is no problem document", async () => {
  respond(() => new Response("<h1>500</h1>", { status: 500 }));
  await expect(read(api.GET("/api/me/today"))).rejects.toMatchObject({ code: "http_500", status: 500 });
});

it.each([502, 503, 504])("takes a gateway's %i for no connection", async (status) => {
  respond(() => new Response("", { status }));
  await expect(read(api.GET("/api/me/today"))).rejects.toBeInstanceOf(NetworkError);
});

it("tells no connection apart from a refusal", async () => {
  respond(() => Promise.reject(new TypeError("Failed to fetch")));
  await expect(read(api.GET("/api/me/today"))).rejects.toBeInstanceOf(NetworkError);
});

it("says when the session has ended, and only then", async () => {
  const ended = vi.fn();
  configureApi({ onSignedOut: ended });
  respond(() => problem(404, { code: "not_found" }));
  await read(api.GET("/api/me/today")).catch(() => {});
  expect(ended).not.toHaveBeenCalled();
  respond(() => problem(401, { code: "sign_in_needed" }));
  await read(api.GET("/api/me/today")).catch(() => {});
  expect(ended).toHaveBeenCalledOnce();
});

it("has no body for an answer without content", async () => {
  respond(() => new Response(null, { status: 204 }));
  expect(await read(api.POST("/api/sign-out"))).toBeUndefined();
});
