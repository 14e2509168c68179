import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { at } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { shortDay } from "../words/dates";
import { type Thread, threads } from "./data";
import { latestThread } from "./latest";
import { StaleThread } from "./StaleThread";

const ids = { topic: "label-topic", visit_id: "label-visit", claim_id: "label-claim" };
type Choice = { value: string; label: string };

/** What a conversation is about: a topic of the study, and perhaps a visit or a claim. */
export function LabelForm({ thread: present, onClose }: { thread: Thread; onClose: () => void }) {
  const [thread] = useState(present);
  const [values, setValues] = useState({
    topic: thread.topic,
    visit_id: thread.visit?.id ?? "",
    claim_id: thread.claim?.id ?? "",
  });
  const { code } = thread.participant;
  const choices = choicesOf(thread);
  const saving = useSaving({
    send: (on) =>
      threads.label(thread.id, on, {
        topic: values.topic,
        visit_id: values.visit_id || null,
        claim_id: values.claim_id || null,
        needs_translation: thread.needs_translation,
      }),
    latest: () => latestThread(thread.id),
    done: () => {
      announce(t("thread.labeled", { code }));
      onClose();
    },
  });
  const field = (name: keyof typeof ids, label: string) => (
    <SelectField
      id={ids[name]}
      label={label}
      error={at(saving.problem, name)}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
    >
      {choices[name].map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
  const chosen = (name: keyof typeof ids) => choices[name].find(({ value }) => value === values[name])?.label ?? "";
  return (
    <InlineForm label={t("label.title")} onSubmit={() => void saving.save(thread.version)}>
      <Problems problem={saving.problem} fields={ids} />
      {field("topic", t("label.topic"))}
      {field("visit_id", t("label.visit"))}
      {thread.claims.length > 0 && field("claim_id", t("label.claim"))}
      <StaleThread saving={saving} mine={[chosen("topic"), chosen("visit_id")].join(". ")} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("label.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}

/** A topic that the study no longer has stays one that can be kept. */
function choicesOf(thread: Thread): Record<keyof typeof ids, Choice[]> {
  const topics = thread.topics.map(({ key, label }) => ({ value: key, label }));
  const kept = topics.some(({ value }) => value === thread.topic)
    ? []
    : [{ value: thread.topic, label: thread.topic_label }];
  const none = { value: "", label: t("label.none") };
  return {
    topic: [...kept, ...topics],
    visit_id: [
      none,
      ...thread.visits.map(({ id, name, day }) => ({
        value: id,
        label: t("thread.about.visit", { name, day: shortDay(day) }),
      })),
    ],
    claim_id: [none, ...thread.claims.map(({ id, reference }) => ({ value: id, label: reference }))],
  };
}
