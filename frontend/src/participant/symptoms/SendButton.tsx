import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { CheckIn } from "../../api";
import { t } from "../../i18n";
import { StorageFull, StorageOff } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { CallNow } from "./CallNow";
import type { Draft } from "./draft";
import { home } from "./path";
import { callNow, send, urgencyOfDraft } from "./sending";

type Props = {
  checkIn: CheckIn;
  draft: Draft;
  /** False where something is still to be answered; it says so itself. */
  ready?: () => boolean;
};

/** Sends the check-in, or says why it could not even be kept. */
export function SendButton({ checkIn, draft, ready }: Props) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function press() {
    if (busy || ready?.() === false) return;
    setBusy(true);
    setProblem("");
    try {
      const id = await send(checkIn);
      route(id ? `${home}/sent/${id}` : home, true);
    } catch (failure) {
      setProblem(why(failure));
      setBusy(false);
    }
  }

  const call = problem && callNow({ urgency: urgencyOfDraft(checkIn, draft), can_wait: draft.can_wait });
  return (
    <>
      {call && <CallNow />}
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button wide busy={busy} onClick={() => void press()}>
        {t("checkin.send")}
      </Button>
    </>
  );
}

function why(failure: unknown): string {
  if (failure instanceof StorageFull) return t("checkin.full");
  if (failure instanceof StorageOff) return t("checkin.off");
  return words(failure);
}
