import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField, TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { at, type Problem, toProblem } from "../data/problem";
import type { ParticipantDetail } from "../data/types";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { languageName } from "../participants/words";
import { phoneWords } from "../words/phone";
import { Attach } from "./Attach";
import { threads, type Topic } from "./data";
import { changeDraft, type Draft, draftOf, dropDraft } from "./drafts";
import { LONGEST_TEXT } from "./ReplyForm";
import { draftProblem } from "./useReply";

const ids = { topic: "new-topic", text: "new-text", files: "new-files" };

type Props = {
  person: ParticipantDetail;
  topics: readonly Topic[];
  onClose: () => void;
  onSent: (thread: string) => void;
};

/** About what, the words, files; what is typed outlives a closed panel. */
export function NewThreadForm({ person, topics, onClose, onSent }: Props) {
  const key = `new ${person.id}`;
  const draft = draftOf(key);
  const { busy, problem, send } = useBeginning(person, draft, key, onSent);
  const change = (more: Partial<Draft>) => changeDraft(key, more);
  const { name } = person;
  return (
    <InlineForm label={t("new.title")} onSubmit={() => void send()}>
      <Problems problem={problem} fields={ids} />
      <Unreached person={person} />
      <SelectField
        id={ids.topic}
        label={t("new.topic")}
        error={at(problem, "topic")}
        value={draft.topic}
        onChange={(event) => change({ topic: event.currentTarget.value })}
      >
        <option value="">{t("choose")}</option>
        {topics.map((topic) => (
          <option key={topic.key} value={topic.key}>
            {topic.label}
          </option>
        ))}
      </SelectField>
      <TextArea
        id={ids.text}
        label={t("new.text")}
        hint={t("new.text.hint", { language: languageName(person.language), name })}
        error={at(problem, "text")}
        rows={7}
        maxLength={LONGEST_TEXT}
        value={draft.text}
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      <Attach id={ids.files} draft={key} participant={person.id} files={draft.files} error={at(problem, "files")} />
      <Actions>
        <Button type="submit" busy={busy}>
          {t("new.send")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}

function Unreached({ person: { status, name, phone: number } }: { person: ParticipantDetail }) {
  if (status !== "invited" && status !== "withdrawn") return null;
  const phone = number ? phoneWords(number) : t("who.no_phone");
  return (
    <Notice kind="amber" icon="phone">
      <p>{t(status === "invited" ? "new.invited" : "thread.withdrew", { name, phone })}</p>
    </Notice>
  );
}

function useBeginning(person: ParticipantDetail, draft: Draft, key: string, onSent: (thread: string) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send() {
    const wrong = beginningProblem(draft);
    setProblem(wrong);
    if (wrong) return;
    const { id, thread, topic, text, files } = draft;
    setBusy(true);
    try {
      const body = { id, thread_id: thread, topic, text: text.trim(), files: files.map((one) => one.id) };
      const sent = await threads.begin(person.id, body);
      dropDraft(key);
      await changed();
      announce(t("reply.sent", { name: person.name }));
      onSent(sent.id);
    } catch (error) {
      const refusal = toProblem(error);
      setProblem(refusal);
      if (refusal.code === "message_differs") changeDraft(key, { id: crypto.randomUUID() });
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, send };
}

function beginningProblem(draft: Draft): Problem | null {
  const rest = draftProblem(draft);
  if (draft.topic) return rest;
  const fields = [{ field: "topic", message: t("new.topic.missing") }, ...(rest?.fields ?? [])];
  return { code: "invalid", status: 422, title: "", detail: "", fields };
}
