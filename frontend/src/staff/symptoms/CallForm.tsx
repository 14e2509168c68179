import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { LONGEST_NOTE } from "./closing";
import { checkIns, type Missed } from "./data";
import styles from "./Symptoms.module.css";

const ids = { note: "call-note" };

type Props = {
  row: Missed;
  onClose: () => void;
  /** Nobody calls again for this check-in: it leaves the list. */
  onSettled: () => void;
};

/** Notes a call about a check-in that did not come. */
export function CallForm({ row, onClose, onSettled }: Props) {
  const [id] = useState(() => crypto.randomUUID());
  const [done, setDone] = useState(false);
  const [note, setNote] = useState("");
  const { busy, problem, send } = useSending();
  const { who, check_in, due } = row;

  const submit = () =>
    void send(
      () =>
        checkIns.call(who.participant_id, { id, check_in, occurrence: due.occurrence, done, note: note.trim() }),
      () => {
        announce(t("call.saved", { code: who.code }));
        (done ? onSettled : onClose)();
      },
    );

  return (
    <InlineForm label={t("call.add")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      <label class={styles.tick}>
        <input type="checkbox" checked={done} onChange={(event) => setDone(event.currentTarget.checked)} />
        {t("call.done")}
      </label>
      <TextArea
        id={ids.note}
        label={t("call.note")}
        error={at(problem, "note")}
        rows={3}
        maxLength={LONGEST_NOTE}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <Actions>
        <Button type="submit" busy={busy}>
          {t("call.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
