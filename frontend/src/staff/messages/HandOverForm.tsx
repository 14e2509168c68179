import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { at, type Problem, refused } from "../data/problem";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { me } from "../session/session";
import { type Thread, threads } from "./data";
import { latestThread } from "./latest";
import { StaleThread } from "./StaleThread";

const ids = { account_id: "hand-over-to" };

/** To a colleague who may answer at this site. */
export function HandOverForm({ thread: present, onClose }: { thread: Thread; onClose: () => void }) {
  const [thread] = useState(present);
  const [to, setTo] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const people = thread.people.filter(({ id }) => id !== me.value?.account.id && id !== thread.assigned?.id);
  const name = people.find(({ id }) => id === to)?.name ?? "";
  const saving = useSaving({
    send: (on) => threads.assign(thread.id, on, to),
    latest: () => latestThread(thread.id),
    done: () => {
      announce(t("thread.handed", { code: thread.participant.code, name }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;

  function submit() {
    const found = refused(to ? [] : [{ field: "account_id", message: t("handover.missing") }]);
    setWrong(found);
    if (!found) void saving.save(thread.version);
  }

  return (
    <InlineForm label={t("handover.title")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      {people.length === 0 ? (
        <p>{t("handover.nobody")}</p>
      ) : (
        <SelectField
          id={ids.account_id}
          label={t("handover.to")}
          error={at(problem, "account_id")}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        >
          <option value="">{t("choose")}</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      <StaleThread saving={saving} mine={t("thread.handed", { code: thread.participant.code, name })} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          {people.length > 0 && (
            <Button type="submit" busy={saving.busy}>
              {t("handover.save")}
            </Button>
          )}
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
