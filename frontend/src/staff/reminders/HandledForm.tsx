import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { focusIn } from "../parts/focus";
import { Problems } from "../parts/Problems";
import { type NoticeRow, reminders } from "./data";

type Props = { notice: Pick<NoticeRow, "id" | "to" | "waits"> };

/** "I called": somebody took care of what did not arrive, and says how. */
export function Handled({ notice }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    focusIn(box, "button");
  };
  if (!notice.waits) return null;
  return (
    <div ref={box}>
      {open ? (
        <HandledForm notice={notice} onClose={shut} />
      ) : (
        <Button
          kind="plain"
          icon="phone"
          aria-label={t("handled.open_of", { name: notice.to })}
          onClick={() => setOpen(true)}
        >
          {t("handled.open")}
        </Button>
      )}
    </div>
  );
}

function HandledForm({ notice, onClose }: Props & { onClose: () => void }) {
  const [note, setNote] = useState("");
  const { busy, problem, send } = useSending();
  const id = `handled-${notice.id}`;
  const submit = () =>
    void send(
      () => reminders.handled(notice.id, note.trim()),
      () => {
        announce(t("handled.saved", { name: notice.to }));
        onClose();
      },
    );
  return (
    <InlineForm label={t("handled.title", { name: notice.to })} onSubmit={submit}>
      <Problems problem={problem} fields={{ note: id }} />
      <TextArea
        id={id}
        label={t("handled.note")}
        hint={t("handled.hint")}
        error={at(problem, "note")}
        rows={2}
        maxLength={500}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <Actions>
        <Button type="submit" busy={busy}>
          {t("handled.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
