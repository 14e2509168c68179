/**
 * Sending what is unsent, the same in a page and in the worker. The server takes the same id twice as
 * one, so whatever may have arrived is simply sent again.
 */
import { ApiError, NetworkError } from "../api/errors";
import type { Unsent } from "./database";
import { change, remove, rows } from "./rows";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
const WAIT_AND_TRY = [408, 425, 429];

export type Round = {
  /** Who is signed in as far as the caller knows; the server is asked before anything is sent. */
  account: string | null;
  /** Also what waits for its next try, unless the server asked to wait. */
  now: boolean;
  /** Gets, or with a body posts. Throws ApiError or NetworkError. */
  call: (path: string, body?: unknown, language?: string) => Promise<unknown>;
  /** Posts the file of an item. Throws as `call` does. */
  sendFile: (item: Unsent, language?: string) => Promise<unknown>;
  /** Told after each item, with the answer where it was taken. */
  settled: (item: Unsent, taken?: { answer: unknown }) => Promise<void>;
  stopped: () => boolean;
};

/** Sends what is due, each once. One kind that has to wait holds up no other, a refusal nothing. */
export async function sendRound(round: Round): Promise<void> {
  const held = new Set<string>();
  let sender: Account | null = null;
  for (;;) {
    const item = next(await rows(), round, held);
    if (!item || round.stopped()) return;
    try {
      sender ??= await whoIsHere(round);
      if (sender.id !== item.account) throw notHere;
      const { file, path, body } = item;
      const answer = await (file ? round.sendFile(item, sender.language) : round.call(path, body, sender.language));
      await remove(item.id);
      await round.settled(item, { answer });
    } catch (failure) {
      if (round.stopped() && !(failure instanceof ApiError)) return;
      const part = after(item, failure);
      await change(item.id, part);
      await round.settled(item);
      if (part.state === "signed_out") return;
      if (part.state !== "refused") held.add(item.kind);
    }
  }
}

type Account = { id: string | null; language?: string };

const notHere = new ApiError({ title: "", code: "sign_in_needed", status: 401 });

/**
 * Who the server takes this phone for: another tab may have signed in somebody else meanwhile, who
 * must not send what is not hers. Where it is nobody, the server refuses, and the app learns of it.
 */
async function whoIsHere({ account, call }: Round): Promise<Account> {
  const session = (await call("/api/session")) as { account: { id: string; language: string } | null };
  return session.account ?? { id: account };
}

function next(all: readonly Unsent[], { account, now }: Round, held: Set<string>): Unsent | undefined {
  for (const item of all) {
    if (item.state === "refused" || held.has(item.kind) || (account && item.account !== account)) continue;
    if (needsAny(item, all)) continue;
    if (isDue(item, now)) return item;
    held.add(item.kind);
  }
  return undefined;
}

/** Whether something waits for one of these, which has to go before it. */
export function needsAny({ needs }: Unsent, items: readonly Unsent[]): boolean {
  return needs?.some((id) => items.some((item) => item.id === id)) ?? false;
}

/** What a person takes for one thing each: what another one needs is a part of it. */
export function wholes(items: readonly Unsent[]): Unsent[] {
  const parts = new Set(items.flatMap(({ needs = [] }) => needs));
  return items.filter(({ id }) => !parts.has(id));
}

function isDue({ nextTryAt, problem }: Unsent, now: boolean): boolean {
  if (!nextTryAt || Date.parse(nextTryAt) <= Date.now()) return true;
  return now && problem?.status !== 429;
}

/** What a failed try leaves behind. */
function after({ tries }: Unsent, failure: unknown): Partial<Unsent> {
  const said = failure instanceof ApiError ? failure : null;
  const problem = said && { code: said.code, message: wordsOf(said), status: said.status, ...fieldOf(said) };
  if (said?.status === 401) return { state: "signed_out", problem, nextTryAt: null };
  if (said && said.status < 500 && !WAIT_AND_TRY.includes(said.status)) {
    return { state: "refused", problem, nextTryAt: null };
  }
  const nextTryAt = new Date(Date.now() + waitAfter(tries + 1, said?.retryAfter ?? 0)).toISOString();
  return { state: "waiting", problem, tries: tries + 1, nextTryAt };
}

/** Where it is wrong, so that it can be opened there: "lines.2.amount". */
function fieldOf({ problem }: ApiError) {
  const field = problem.errors?.[0]?.field;
  return field === undefined ? {} : { field };
}

function wordsOf({ problem, message }: ApiError): string {
  return problem.errors?.[0]?.message ?? message;
}

/** 2 s, 4 s, 8 s, at most 5 min, a little more or less so that phones do not come all at once. */
export function waitAfter(tries: number, retryAfter: number): number {
  const wait = FIRST_WAIT_MS * 2 ** (tries - 1) * (0.8 + 0.4 * Math.random());
  return Math.max(Math.min(wait, LONGEST_WAIT_MS), retryAfter * 1_000);
}

/** When the first of those that go by themselves is due, in milliseconds; null where none does. */
export function nextDue(items: readonly Unsent[]): number | null {
  const first = new Map<string, Unsent>();
  for (const item of items) {
    if (item.state !== "refused" && !first.has(item.kind) && !needsAny(item, items)) first.set(item.kind, item);
  }
  const waiting = [...first.values()].filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return null;
  return Math.min(...waiting.map(({ nextTryAt }) => (nextTryAt ? Date.parse(nextTryAt) : Date.now())));
}

/** The request for a path of the portal: a POST where there is a body. */
export function requestFor(path: string, body: unknown, init: RequestInit = {}): Request {
  const headers = { "Content-Type": "application/json" };
  const post = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  return new Request(location.origin + path, { ...init, ...post });
}

/** The body of a good answer, null where there is none. An answer cut off on its way is no answer. */
export async function answerIn(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw new NetworkError(cause);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
