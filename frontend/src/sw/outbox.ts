/** What is unsent goes when the connection is back, also where no page is open. */
import { NetworkError, toApiError } from "../api/errors";
import { alone } from "../offline/alone";
import { formOf } from "../offline/blobs";
import type { Unsent } from "../offline/database";
import { rows } from "../offline/rows";
import { answerIn, needsAny, requestFor, sendRound } from "../offline/sending";

const TIMEOUT_MS = 20_000;
const FILE_TIMEOUT_MS = 5 * 60_000;

type Page = { url: string; visibilityState: string; postMessage: (message: string) => void };
type Pages = { matchAll: (options: { type: "window" }) => Promise<readonly Page[]> };

/**
 * Leaves the sending to a page that is being looked at; a page in the background may be frozen, so
 * there the worker sends. Fails where something still waits: the browser then wakes it again.
 */
export async function sendOutbox(clients: Pages): Promise<void> {
  const pages = await clients.matchAll({ type: "window" });
  const looked = pages.filter(({ visibilityState, url }) => {
    return visibilityState === "visible" && !/^\/staff(\/|$)/.test(new URL(url).pathname);
  });
  if (looked.length) {
    looked.forEach((page) => page.postMessage("flush-outbox"));
    return;
  }
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("portal-outbox") : null;
  const settled = (item: Unsent, taken?: { answer: unknown }) => {
    channel?.postMessage(taken ? { kind: "sent", item, answer: taken.answer } : { kind: "changed" });
    return Promise.resolve();
  };
  const round = { account: null, now: true, call, sendFile, settled, stopped: () => false };
  await alone(() => sendRound(round)).finally(() => channel?.close());
  const left = await rows();
  const waits = left.some((item) => item.state === "waiting" && !needsAny(item, left));
  if (waits) throw new Error("Something still waits.");
}

async function call(path: string, body?: unknown, language?: string): Promise<unknown> {
  return answered(requestFor(path, body, { signal: AbortSignal.timeout(TIMEOUT_MS) }), language);
}

async function sendFile({ id, path }: Unsent, language?: string): Promise<unknown> {
  const init = { method: "POST", body: await formOf(id), signal: AbortSignal.timeout(FILE_TIMEOUT_MS) };
  return answered(new Request(location.origin + path, init), language);
}

async function answered(request: Request, language?: string): Promise<unknown> {
  if (request.method !== "GET") request.headers.set("X-Portal-Request", "1");
  if (language) request.headers.set("Accept-Language", language);
  let response: Response;
  try {
    response = await fetch(request);
  } catch (cause) {
    throw new NetworkError(cause);
  }
  if (!response.ok) throw await toApiError(response);
  return answerIn(response);
}
