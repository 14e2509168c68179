import createClient from "openapi-fetch";

import { NetworkError, toApiError } from "./errors";
import type { paths } from "./types";

const TIMEOUT_MS = 20_000;

let language = () => document.documentElement.lang || "en";
let onSignedOut = () => {};

/** The app says which language it speaks and what to do when the session has ended. */
export function configureApi(options: { language?: () => string; onSignedOut?: () => void }) {
  if (options.language) language = options.language;
  if (options.onSignedOut) onSignedOut = options.onSignedOut;
}

/** Every request goes through here: marks it as the app's own, and throws on anything but success. */
export async function portalFetch(request: Request): Promise<Response> {
  request.headers.set("Accept-Language", language());
  if (request.method !== "GET") request.headers.set("X-Portal-Request", "1");
  const response = await withTimeout(request);
  if (response.ok) return response;
  const error = await toApiError(response);
  // A gateway that cannot reach the portal is, to the person, the same as no connection.
  if (/^http_50[234]$/.test(error.code)) throw new NetworkError(error);
  if (error.status === 401) onSignedOut();
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

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: portalFetch,
});

/** The body of an answer: `await read(api.GET("/api/me/today"))`. Throws ApiError or NetworkError. */
export async function read<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}
