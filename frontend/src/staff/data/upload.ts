/** Sends a form with a file. The browser's fetch does not tell how much is sent: XMLHttpRequest does. */
import { NetworkError } from "../../api";
import { toApiError } from "../../api/errors";
import { language } from "../i18n";
import { sessionEnded } from "../session/session";

/** A large scan on a slow line takes its time. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * The answer to `form`, as JSON. `onSent` hears which part of it is sent, 0 to 1. Throws ApiError
 * where the server refuses and NetworkError where nothing came back, as every other request does.
 */
export async function upload<T>(path: string, form: FormData, onSent: (part: number) => void): Promise<T> {
  const response = await send(path, form, onSent);
  if (response.ok) return (await response.json()) as T;
  const error = await toApiError(response);
  if (/^http_50[234]$/.test(error.code)) throw new NetworkError(error);
  if (error.status === 401) sessionEnded();
  throw error;
}

function send(path: string, form: FormData, onSent: (part: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new NetworkError());
    request.open("POST", path);
    request.timeout = TIMEOUT_MS;
    request.setRequestHeader("Accept-Language", language.peek());
    request.setRequestHeader("X-Portal-Request", "1");
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onSent(loaded / total);
    request.onerror = request.ontimeout = request.onabort = lost;
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.send(form);
  });
}
