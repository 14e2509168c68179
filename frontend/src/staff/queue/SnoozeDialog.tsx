import { useState } from "preact/hooks";

import { addDays, dayIn } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextArea, TextField } from "../../ui/Field";
import { at, type Problem, refused, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { shortDay } from "../words/dates";
import { queue, type Row } from "./data";
import { whatOf } from "./kinds";
import styles from "./Queue.module.css";

const ids = { until: "snooze-until", note: "snooze-note" };
const quick = [
  ["queue.snooze.tomorrow", 1],
  ["queue.snooze.days", 3],
  ["queue.snooze.week", 7],
] as const;

/** Takes a row out of the list until a day, with the reason for whoever looks there. */
export function SnoozeDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const today = dayIn(new Date().toISOString(), row.who.site.time_zone);
  const [until, setUntil] = useState(addDays(today, 1));
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    if (!until || until <= today) {
      return setProblem(refused([{ field: "until", message: t("queue.snooze.missing") }]));
    }
    setBusy(true);
    try {
      await queue.snooze(row, until, note.trim());
      announce(t("queue.was_snoozed", { day: shortDay(until), what: whatOf(row) }));
      await changed();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={t("queue.snooze_of", { what: whatOf(row) })} closeLabel={t("close")}>
      <InlineForm label={t("queue.snooze")} onSubmit={() => void send()}>
        <Problems problem={problem} fields={ids} />
        <div class={styles.quick}>
          {quick.map(([key, days]) => (
            <Button
              key={key}
              kind="quiet"
              aria-pressed={until === addDays(today, days)}
              onClick={() => setUntil(addDays(today, days))}
            >
              {t(key)}
            </Button>
          ))}
        </div>
        <TextField
          id={ids.until}
          type="date"
          label={t("queue.snooze.until")}
          hint={t("queue.snooze.hint")}
          error={at(problem, "until")}
          min={addDays(today, 1)}
          value={until}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
        <TextArea
          id={ids.note}
          label={t("queue.snooze.note")}
          hint={t("queue.snooze.note.hint")}
          error={at(problem, "note")}
          rows={2}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <Actions>
          <Button type="submit" busy={busy}>
            {t("queue.snooze")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      </InlineForm>
    </Dialog>
  );
}
