import type { ComponentChildren } from "preact";

import { Button } from "../../ui/Button";
import { type Saving, useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { me } from "../session/session";
import { type Thread, threads } from "./data";
import { latestThread } from "./latest";
import { StaleThread } from "./StaleThread";

export type FormName = "hand_over" | "label" | "merge";

type Props = {
  thread: Thread;
  onForm: (form: FormName) => void;
  onDone: () => void;
  /** What comes first among them. */
  children: ComponentChildren;
};
type Act = { saving: Saving<Thread>; words: string };

/** What can be done with a conversation: answering first, then the rest. */
export function Acts({ thread, onForm, onDone, children }: Props) {
  const { take, giveBack, close, reopen, mark } = useActs(thread, onDone);
  const tried = [take, giveBack, close, reopen, mark].find(({ saving: { stale, problem } }) => stale ?? problem);
  const button = ({ saving, words }: Act) => (
    <Button kind="quiet" busy={saving.busy} onClick={() => void saving.save(thread.version)}>
      {words}
    </Button>
  );
  if (tried?.saving.stale) return <StaleThread saving={tried.saving} mine={tried.words} onDiscard={tried.saving.clear} />;
  const closed = thread.status === "closed";
  return (
    <>
      <Problems problem={tried?.saving.problem ?? null} fields={{}} />
      <Actions>
        {children}
        {!thread.mine && button(take)}
        <Button kind="quiet" onClick={() => onForm("hand_over")}>
          {t("thread.hand_over")}
        </Button>
        {thread.mine && button(giveBack)}
        {button(closed ? reopen : close)}
        <Button kind="plain" onClick={() => onForm("label")}>
          {t("thread.label")}
        </Button>
        <Button kind="plain" busy={mark.saving.busy} onClick={() => void mark.saving.save(thread.version)}>
          {mark.words}
        </Button>
        {mergeable(thread).length > 0 && (
          <Button kind="plain" onClick={() => onForm("merge")}>
            {t("thread.merge")}
          </Button>
        )}
      </Actions>
    </>
  );
}

/** Open ones with the same person: a closed one would open again unasked. */
export const mergeable = ({ others }: Thread) => others.filter(({ status }) => status === "open");

function useActs(thread: Thread, onDone: () => void) {
  const { id, participant, needs_translation: marked, topic, visit, claim } = thread;
  const { code } = participant;
  const use = (words: string, said: string, send: (version: number) => Promise<Thread>): Act => ({
    words,
    saving: useStep(id, said, send, onDone),
  });
  const labels = { topic, visit_id: visit?.id ?? null, claim_id: claim?.id ?? null, needs_translation: !marked };
  return {
    take: use(t(thread.assigned ? "thread.take_over" : "thread.take"), t("thread.took", { code }), (on) =>
      threads.assign(id, on, me.value?.account.id ?? null),
    ),
    giveBack: use(t("thread.give_back"), t("thread.gave_back", { code }), (on) => threads.assign(id, on, null)),
    close: use(t("thread.close"), t("thread.closed", { code }), (on) => threads.close(id, on)),
    reopen: use(t("thread.reopen"), t("thread.reopened", { code }), (on) => threads.reopen(id, on)),
    mark: use(
      t(marked ? "thread.translated" : "thread.translate"),
      t(marked ? "thread.unmarked" : "thread.marked", { code }),
      (on) => threads.label(id, on, labels),
    ),
  };
}

/** One step on top of the version that is seen. */
function useStep(id: string, said: string, send: (version: number) => Promise<Thread>, onDone: () => void) {
  return useSaving({
    send,
    latest: () => latestThread(id),
    done: () => {
      announce(said);
      onDone();
    },
  });
}
