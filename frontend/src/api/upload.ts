/** Sends a form with a file. The browser's fetch does not tell how much is sent: XMLHttpRequest does. */
import { marks, taken } from "./client";
import { NetworkError } from "./errors";

/** A photo or a large scan on a slow line takes its time. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * The answer to `form`. `onSent` hears which part of it is sent, 0 to 1. Throws ApiError where the
 * server refuses and NetworkError where nothing came back, as every other request does.
 */
export async function upload(
  path: string,
  form: FormData,
  onSent: (part: number) => void,
  signal?: AbortSignal,
): Promise<Response> {
  return taken(await send(path, form, onSent, signal));
}

function send(
  path: string,
  form: FormData,
  onSent: (part: number) => void,
  signal?: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new NetworkError());
    const stop = () => request.abort();
    if (signal?.aborted) return lost();
    signal?.addEventListener("abort", stop);
    request.open("POST", path);
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of marks("POST")) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onSent(loaded / total);
    request.onerror = request.ontimeout = request.onabort = lost;
    request.onload = () => resolve(answerOf(request));
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const { status, responseText } = request;
  const headers = { "Retry-After": request.getResponseHeader("Retry-After") ?? "" };
  return new Response(responseText || null, { status, headers });
}
