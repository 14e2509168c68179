import { useRef, useState } from "preact/hooks";

import { type Problem, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import {
  announcements,
  audienceProblem,
  type Input,
  inputOf,
  type Preview,
  type Study,
  write,
  writeAnew,
  type Written,
} from "./announcing";

/** Nothing that was written is lost by a refusal; a number that has changed is looked at anew. */
export function useAnnouncing(study: Study | undefined, draft: Written, onSent: (id: string) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const trying = useRef(false);

  async function attempt(act: () => Promise<void>) {
    if (trying.current) return;
    trying.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      trying.current = false;
      setBusy(false);
    }
  }

  async function look() {
    const wrong = audienceProblem(draft, study);
    if (wrong || !study) return setProblem(wrong);
    await attempt(async () => setPreview(await announcements.preview(inputOf(draft, study))));
  }

  /** After a refusal: what it is about is fetched anew, so that the next try is made with open eyes. */
  async function lookAgain(code: string, input: Input) {
    if (code === "audience_changed") setPreview(await announcements.preview(input));
    if (code !== "announcement_differs") return;
    // What was sent under this id stands in the list: what is written now goes as one of its own.
    write({ id: crypto.randomUUID() });
    await changed();
  }

  async function send(expected: number) {
    if (!study) return;
    const input = inputOf(draft, study);
    await attempt(async () => {
      try {
        await announcements.send({ ...input, id: draft.id, expected });
      } catch (error) {
        await lookAgain(toProblem(error).code, input);
        throw error;
      }
      writeAnew();
      await changed();
      announce(t("announce.sent", { n: expected }));
      onSent(draft.id);
    });
  }

  const edit = () => {
    setProblem(null);
    setPreview(null);
  };
  return { busy, problem, preview, look, send, edit };
}
