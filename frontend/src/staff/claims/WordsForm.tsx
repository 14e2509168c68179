import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { at, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { LONGEST_WORDS } from "./approving";
import type { Claim } from "./data";
import { StaleClaim } from "./StaleClaim";
import { useDecision } from "./useDecision";

/** Decisions that need words: a question to the participant, a refusal, another look. */
export type Worded = "return" | "decline" | "recheck";

const ids = { note: "decision-note" };

/** One decision with its words, which must be there. */
export function WordsForm({ claim: present, kind, onClose }: { claim: Claim; kind: Worded; onClose: () => void }) {
  const [claim] = useState(present);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useDecision(
    claim,
    () => ({ decision: kind, note: note.trim(), lines: [] }),
    ({ reference }) => {
      announce(t(`${kind}.saved`, { reference }));
      onClose();
    },
  );
  const problem = wrong ?? saving.problem;

  function submit() {
    const found = refused(note.trim() ? [] : [{ field: "note", message: t(`${kind}.missing`) }]);
    setWrong(found);
    if (!found) void saving.save(claim.version);
  }

  return (
    <InlineForm label={t(`${kind}.title`)} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      <TextArea
        id={ids.note}
        label={t(`${kind}.note`)}
        hint={t(`${kind}.hint`)}
        error={at(problem, "note")}
        rows={3}
        maxLength={LONGEST_WORDS}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <StaleClaim saving={saving} mine={t(`${kind}.open`)} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          <Button type="submit" kind={kind === "decline" ? "danger" : "primary"} busy={saving.busy}>
            {t(`${kind}.save`)}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
