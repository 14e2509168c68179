import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { AnswerTime, OwnMessages } from "../../api";
import { t } from "../../i18n";
import { StorageFull, StorageOff } from "../../offline/keeping";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { inMemory } from "../files/held";
import { FileGone } from "../files/hand";
import { Pick } from "../files/Pick";
import { addTo, Chosen } from "./Chosen";
import { type About, change, type Draft, draftIn, drop } from "./draft";
import { Emergency } from "./Emergency";
import styles from "./Messages.module.css";
import { send } from "./sending";
import { answerInWords } from "./words";

type Limits = Pick<OwnMessages, "most_files" | "longest_text">;
type Props = { thread: string; draft: Draft | null; about: About; answer: AnswerTime | null; limits: Limits; onSent: () => void };

/** Where she writes. Above it always stands when an answer usually comes, and whom to call in an emergency. */
export function Composer({ thread, draft, about, answer, limits, onSent }: Props) {
  const corrects = draft?.corrects ?? null;
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState<"" | "adding" | "sending">("");
  const [part, setPart] = useState("");

  async function add(files: File[]) {
    setBusy("adding");
    setProblem("");
    for (const file of files) setProblem((await addTo(thread, corrects, file, limits.most_files)) ?? "");
    setBusy("");
  }

  async function press() {
    const now = draftIn(thread, corrects);
    const wrong = faultOf(now);
    setProblem(wrong ?? "");
    if (wrong || !now) {
      document.getElementById("message")?.focus();
      return;
    }
    setBusy("sending");
    setPart("");
    try {
      await send(now, about, (number, of) => setPart(t("msg.upload", { number, of })));
      drop(now);
      setPart(t("msg.sent"));
      onSent();
    } catch (failure) {
      if (failure instanceof FileGone) markGone(now, failure.ids);
      setPart("");
      setProblem(why(failure));
    }
    setBusy("");
  }

  return (
    <section class={styles.composer} aria-label={t("msg.field")}>
      <div class={styles.answer}>
        <p>{answerInWords(answer).join(" ")}</p>
        <Emergency />
      </div>
      {draft?.refused && (
        <Notice kind="red">
          <p>{draft.refused}</p>
        </Notice>
      )}
      {corrects !== null && <Correcting stop={() => drop({ thread, corrects })} />}
      <Chosen draft={draft} />
      <Growing
        value={draft?.text ?? ""}
        label={t(corrects === null ? "msg.field" : "msg.field.correct")}
        error={problem}
        longest={limits.longest_text}
        readOnly={busy === "sending"}
        onText={(text) => change(thread, corrects, { text })}
      />
      <Live>
        {busy === "adding" && <p>{t("msg.busy")}</p>}
        {part && <p class={busy === "sending" ? undefined : "visually-hidden"}>{part}</p>}
        {draft?.files.some(({ id }) => inMemory(id)) && (
          <Notice kind="amber">
            <p>{t("msg.memory")}</p>
          </Notice>
        )}
      </Live>
      <div class={styles.acts}>
        <Pick label={t("msg.add")} icon="attach" accept="image/*,application/pdf" multiple busy={busy !== ""} onFiles={(files) => void add(files)} />
        <Button wide icon="send" busy={busy !== ""} onClick={() => void press()}>
          {t(corrects === null ? "msg.send" : "msg.send.correction")}
        </Button>
      </div>
    </section>
  );
}

function faultOf(draft: Draft | null): string | null {
  if (!draft || (!draft.text.trim() && !draft.files.length)) return t("msg.empty");
  return draft.files.some(({ wrong }) => wrong !== undefined) ? t("msg.wrong") : null;
}

/** A file that is gone has to be added again: it says so. */
function markGone({ thread, corrects, files }: Draft, gone: readonly string[]) {
  change(thread, corrects, { files: files.map((one) => (gone.includes(one.id) ? { ...one, wrong: t("msg.wrong") } : one)) });
}

function why(failure: unknown): string {
  if (failure instanceof FileGone) return t("msg.wrong");
  if (failure instanceof StorageFull) return t("msg.full");
  if (failure instanceof StorageOff) return t("msg.off");
  return words(failure);
}

function Correcting({ stop }: { stop: () => void }) {
  return (
    <Notice icon="edit">
      <p>{t("msg.correcting")}</p>
      <Button kind="plain" onClick={stop}>
        {t("msg.correcting.stop")}
      </Button>
    </Notice>
  );
}

type GrowingProps = {
  label: string;
  value: string;
  error: string;
  longest: number;
  readOnly: boolean;
  onText: (text: string) => void;
};

/** A field as high as what is written in it. */
function Growing({ label, value, error, longest, readOnly, onText }: GrowingProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.blockSize = "auto";
    current.style.blockSize = `${current.scrollHeight + 2}px`;
  }, [value]);
  return (
    <Field id="message" label={label} error={error}>
      {(wiring) => (
        <textarea
          {...wiring}
          class={`${wiring.class} ${styles.field}`}
          ref={field}
          rows={2}
          maxLength={longest}
          readOnly={readOnly}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
