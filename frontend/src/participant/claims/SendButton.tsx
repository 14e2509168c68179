import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { StorageFull, StorageOff } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { FileGone } from "../files/hand";
import { changeLine, type Draft, drop } from "./draft";
import { type Known, openStep } from "./lines";
import { goOn, page, resultPage } from "./path";
import { send } from "./sending";

type Props = { draft: Draft; facts: Known; late: boolean };

/** Sends the claim, or says why it could not even be kept. */
export function SendButton({ draft, facts, late }: Props) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [photo, setPhoto] = useState("");

  async function press() {
    const open = openPlace(draft, facts, late);
    if (busy || open) {
      if (open) route(open);
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await send(draft, facts, (number, of) => setPhoto(t("claim.upload", { number, of })));
      route(resultPage(draft.id), true);
      drop(draft.id);
    } catch (failure) {
      if (failure instanceof FileGone) addAgain(draft, failure.ids);
      setProblem(why(failure));
      setBusy(false);
    }
    setPhoto("");
  }

  return (
    <>
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Live>{photo && <p>{photo}</p>}</Live>
      <Button wide busy={busy} onClick={() => void press()}>
        {t(draft.round > 1 ? "claim.sendAgain" : "claim.send")}
      </Button>
    </>
  );
}

/** What is still open, for whoever came here by the address; null where nothing is. */
function openPlace(draft: Draft, facts: Known, late: boolean): string | null {
  if (!draft.lines.length || draft.lines.some((line) => openStep(line, facts) !== null)) return goOn(draft, facts);
  return late && !draft.late_reason.trim() ? page(draft, "late") : null;
}

/** A photo that is gone has to be added again: its line says so. */
function addAgain(draft: Draft, gone: readonly string[]) {
  for (const { id, receipts } of draft.lines) {
    const marked = receipts.map((one) => (gone.includes(one.id) ? { ...one, wrong: t("claim.receipts.wrong") } : one));
    changeLine(draft.id, id, { receipts: marked });
  }
}

function why(failure: unknown): string {
  if (failure instanceof FileGone) return t("claim.receipts.wrong");
  if (failure instanceof StorageFull) return t("claim.full");
  if (failure instanceof StorageOff) return t("claim.off");
  return words(failure);
}
