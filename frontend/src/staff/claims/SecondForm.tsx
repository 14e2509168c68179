import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { at } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { money } from "../words/money";
import { approvedWords } from "./ApproveForm";
import { LONGEST_WORDS, NOTE_ID } from "./approving";
import type { Claim } from "./data";
import { StaleClaim } from "./StaleClaim";
import { useDecision } from "./useDecision";

/** The second of two approves what the first did, or leaves it. */
export function SecondForm({ claim: present, onClose }: { claim: Claim; onClose: () => void }) {
  const [claim] = useState(present);
  const [note, setNote] = useState("");
  const saving = useDecision(
    claim,
    () => ({ decision: "approve", note: note.trim(), lines: [] }),
    (result) => {
      announce(approvedWords(result));
      onClose();
    },
  );
  const sum = money(claim.approved ?? 0, claim.currency);
  return (
    <InlineForm label={t("claim.approve.open.second")} onSubmit={() => void saving.save(claim.version)}>
      <Problems problem={saving.problem} fields={{ note: NOTE_ID }} />
      <p>{t("claim.approve.second.text", { sum })}</p>
      <TextArea
        id={NOTE_ID}
        label={t("claim.approve.note")}
        error={at(saving.problem, "note")}
        rows={2}
        maxLength={LONGEST_WORDS}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <StaleClaim saving={saving} mine={t("claim.approve.save", { sum })} onDiscard={onClose} />
      {!saving.stale && (
        <Actions>
          <Button type="submit" icon="check" busy={saving.busy}>
            {t("claim.approve.save", { sum })}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
