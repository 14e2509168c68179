/**
 * The one way to the server. Typed by the generated description with openapi-fetch's types; the few
 * lines that run are here, because a phone on a slow line pays for every kilobyte.
 */
import type { Client } from "openapi-fetch";

import { NetworkError, toApiError } from "./errors";
import type { paths } from "./types";

const TIMEOUT_MS = 20_000;

let language = () => document.documentElement.lang || "en";
let onSignedOut: (code: string) => void = () => {};
let onRefused = () => {};

/** The app says which language it speaks and what to do when the session has ended, or lost a leave. */
export function configureApi(options: { language?: () => string; onSignedOut?: (code: string) => void; onRefused?: () => void }) {
  if (options.language) language = options.language;
  if (options.onSignedOut) onSignedOut = options.onSignedOut;
  if (options.onRefused) onRefused = options.onRefused;
}

/** Every request goes through here: marks it as the app's own, and throws on anything but success. */
export async function portalFetch(request: Request): Promise<Response> {
  for (const [name, value] of marks(request.method)) request.headers.set(name, value);
  return taken(await withTimeout(request));
}

/** What a request says of itself: its language, and with a change that it is the app's own. */
export function marks(method: string): [name: string, value: string][] {
  const own: [string, string][] = method === "GET" ? [] : [["X-Portal-Request", "1"]];
  return [["Accept-Language", language()], ...own];
}

/** The answer where it is a success. Throws ApiError, or NetworkError where the portal was not reached. */
export async function taken(response: Response): Promise<Response> {
  if (response.ok) return response;
  const error = await toApiError(response);
  // A gateway that cannot reach the portal is, to the person, the same as no connection.
  if (/^http_50[234]$/.test(error.code)) throw new NetworkError(error);
  if (error.status === 401) onSignedOut(error.code);
  if (error.code === "place_ended" || error.code === "not_allowed") onRefused();
  throw error;
}

async function withTimeout(request: Request): Promise<Response> {
  const control = new AbortController();
  const stop = () => control.abort();
  const timer = setTimeout(stop, TIMEOUT_MS);
  request.signal.addEventListener("abort", stop);
  try {
    return await fetch(request, { signal: control.signal });
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new NetworkError(cause);
  } finally {
    clearTimeout(timer);
  }
}

type Value = string | number | boolean | null | undefined;

type Options = {
  params?: { path?: Record<string, Value>; query?: Record<string, Value> };
  body?: unknown;
  signal?: AbortSignal;
};

/** The address of a path of the description: "{id}" filled in, the query behind it. */
export function address(path: string, { path: parts = {}, query = {} }: NonNullable<Options["params"]> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(parts[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return location.origin + filled + (search && `?${search}`);
}

function call(method: string) {
  return async (path: string, { params, body, signal }: Options = {}) => {
    const init: RequestInit = { method };
    if (signal) init.signal = signal;
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { "Content-Type": "application/json" };
    }
    const response = await portalFetch(new Request(address(path, params), init));
    const data: unknown = response.status === 204 ? undefined : await response.json();
    return { data, response };
  };
}

type Api = Pick<Client<paths>, "GET" | "PUT" | "POST" | "PATCH" | "DELETE">;

const methods = ["GET", "PUT", "POST", "PATCH", "DELETE"] as const;

export const api = Object.fromEntries(methods.map((method) => [method, call(method)])) as unknown as Api;

/** The body of an answer: `await read(api.GET("/api/me/today"))`. Throws ApiError or NetworkError. */
export async function read<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
