import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { at, type Problem, refused } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { momentWords } from "../words/dates";
import { mergeable } from "./Acts";
import { type Thread, threads } from "./data";
import { latestThread } from "./latest";
import { StaleThread } from "./StaleThread";
import { threadName, withWhom, zoneOf } from "./words";

const ids = { into: "merge-into" };

type Props = { thread: Thread; onClose: () => void; onMerged: (into: string) => void };

/** Lets a conversation go on in another one with the same person, after a second look. */
export function MergeForm({ thread: present, onClose, onMerged }: Props) {
  const [thread] = useState(present);
  const [into, setInto] = useState("");
  const [sure, setSure] = useState(false);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const others = mergeable(thread);
  const chosen = others.find(({ id }) => id === into);
  const name = chosen ? threadName(chosen) : "";
  const saving = useSaving({
    send: (on) => threads.merge(thread.id, on, into),
    latest: () => latestThread(thread.id),
    done: () => {
      announce(t("thread.merged", { code: thread.participant.code }));
      onMerged(into);
    },
  });
  const problem = wrong ?? saving.problem;
  const zone = zoneOf(thread.participant);

  function submit() {
    const found = refused(into ? [] : [{ field: "into", message: t("merge.missing") }]);
    setWrong(found);
    if (found) return;
    if (sure) void saving.save(thread.version);
    else setSure(true);
  }

  return (
    <InlineForm label={t("merge.title")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      <Choices
        id={ids.into}
        label={t("merge.into")}
        hint={t("merge.hint", { name: withWhom(thread.participant) })}
        error={at(problem, "into")}
        chosen={[into]}
        choices={others.map((other) => ({
          key: other.id,
          label: threadName(other),
          note: t("merge.last", { time: momentWords(other.last_at, zone) }),
        }))}
        onChange={([one]) => {
          setInto(one ?? "");
          setSure(false);
        }}
      />
      {sure && (
        <Notice kind="amber" role="status">
          <p>{t("merge.sure", { name })}</p>
        </Notice>
      )}
      <StaleThread saving={saving} mine={name} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t(sure ? "merge.save" : "merge.next")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
