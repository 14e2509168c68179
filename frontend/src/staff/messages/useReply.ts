import { useState } from "preact/hooks";

import { type Problem, refused, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { type Message, type Thread, threads } from "./data";
import { changeDraft, type Draft, dropDraft } from "./drafts";
import { openPlaces, withWhom } from "./words";

/** What plainly stands in the way, before anything is sent. */
export function draftProblem({ text, files, note }: Pick<Draft, "text" | "files" | "note">): Problem | null {
  const places = note ? [] : openPlaces(text);
  const wrong = files.some(({ problem }) => problem)
    ? { field: "files", message: t("reply.failed") }
    : files.some(({ file }) => !file)
      ? { field: "files", message: t("reply.waiting") }
      : !text.trim() && !files.length
        ? { field: "text", message: t("reply.empty") }
        : places.length
          ? { field: "text", message: t("reply.open_places", { places: places.join(", ") }) }
          : null;
  return refused(wrong ? [wrong] : []);
}

/** A colleague's answer that came into sight while one was writing. */
export function meanwhile(thread: Thread, draft: Draft): Message | undefined {
  const began = draft.began ?? thread.last_number;
  return thread.messages.find(({ kind, mine, number }) => kind === "from_team" && !mine && number > began);
}

/** What has been read before sending; a colleague's answer may have come a moment ago, so the server says it once. */
const seen = (thread: Thread, draft: Draft): number => {
  const other = meanwhile(thread, draft);
  return other ? other.number - 1 : thread.last_number;
};

/** Sends what is typed; a refusal keeps it, and fetches what the refusal is about. */
export function useReply(thread: Thread, draft: Draft) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = withWhom(thread.participant);

  async function send(close: boolean): Promise<boolean> {
    const wrong = draftProblem(draft);
    setProblem(wrong);
    if (wrong) return false;
    const { id, text, files, corrects, note } = draft;
    setBusy(true);
    try {
      const body = { id, text: text.trim(), files: files.map((one) => one.id), corrects, note, close };
      await threads.answer(thread.id, { ...body, seen: seen(thread, draft) });
      dropDraft(thread.id);
      await changed();
      announce(note ? t("reply.noted") : t(close ? "reply.sent_closed" : "reply.sent", { name }));
      return true;
    } catch (error) {
      const refusal = toProblem(error);
      setProblem(refusal);
      // What was sent under this id is kept there: what is typed now goes as a message of its own.
      if (refusal.code === "message_differs") changeDraft(thread.id, { id: crypto.randomUUID() });
      if (refusal.status === 409) {
        await changed();
        changeDraft(thread.id, { began: null });
      }
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, send };
}
