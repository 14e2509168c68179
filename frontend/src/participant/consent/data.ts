/** What the consent pages ask the server, and what they tell it while somebody reads. */
import { signal } from "@preact/signals";

import { api, ApiError, read } from "../../api";
import type { ConsentStanding, ConsentText, ReadingEvent, SignedText } from "../../api";
import { language } from "../../i18n";
import { today } from "../data/answers";
import { createResource } from "../data/resource";

export const consent = createResource<ConsentStanding>("consent", () => read(api.GET("/api/me/consent")));

/** The language the text is read in, where it is not the app's. */
export const textLanguage = signal<string | null>(null);

export const consentText = createResource<ConsentText>("consent:text", () =>
  read(api.GET("/api/me/consent/text", { params: { query: { language: textLanguage.peek() ?? language.peek() } } })),
);
export const signedText = createResource<SignedText>("consent:signed", () => read(api.GET("/api/me/consent/signed")));

// Rises with each answer that counts, so that one that set out earlier does not undo it.
let round = 0;

/** Takes over where she stands after something was done; Today follows. */
export function took(standing: ConsentStanding) {
  round += 1;
  consent.set(standing);
  void today.renew();
}

/** Chapters read here that the server may not know of yet. */
export const readHere = signal<ReadonlySet<string>>(new Set());

let waiting: ReadingEvent[] = [];
let sending: Promise<void> | null = null;

type Event = Omit<ReadingEvent, "id">;

/** Tells what she did. Nothing waits for it: without a connection it goes with the next one. */
export function tell(text: ConsentText, event: Event): void {
  waiting.push({ ...event, id: crypto.randomUUID() });
  if (event.kind === "section" && event.section) readHere.value = new Set([...readHere.peek(), event.section]);
  void flush(text).catch(() => {});
}

/** Sends what waits, one after the other. Settles when the server has it, or throws why it has not. */
function flush(text: ConsentText): Promise<void> {
  sending ??= sendAll(text).finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll(text: ConsentText): Promise<void> {
  while (waiting.length) await send(text);
}

async function send({ version_id, language: spoken }: ConsentText): Promise<void> {
  const events = waiting.slice(0, 100);
  const begun = round;
  const drop = () => {
    waiting = waiting.filter((event) => !events.includes(event));
  };
  try {
    const standing = await read(api.POST("/api/me/consent/reading", { body: { version_id, language: spoken, events } }));
    drop();
    if (begun === round) consent.set(standing);
    else if (!waiting.length) void consent.renew();
  } catch (failure) {
    // What the server refuses is not sent again; what never reached it is.
    if (failure instanceof ApiError && failure.status < 500) drop();
    throw failure;
  }
}

/** Key information first, then the chapters: the order they are read in. */
export const chapters = (text: ConsentText) => [...text.key_information, ...text.sections];

export function isRead(standing: ConsentStanding, key: string): boolean {
  return standing.progress.sections_read.includes(key) || readHere.value.has(key);
}

/** The first chapter that is not read, where to go on. */
export function nextChapter(text: ConsentText, standing: ConsentStanding): string | null {
  return chapters(text).find((chapter) => !isRead(standing, chapter.key))?.key ?? null;
}

/** The page of the next thing to do before the signature. */
export function nextStep(text: ConsentText, standing: ConsentStanding): string {
  const chapter = nextChapter(text, standing);
  if (chapter) return `/consent/read/${chapter}`;
  const question = text.quiz.find(({ key }) => !standing.progress.quiz_right.includes(key));
  if (question) return `/consent/quiz/${question.key}`;
  if (text.choices.some(({ key }) => !(key in standing.progress.choices))) return "/consent/choices";
  return "/consent/sign";
}
