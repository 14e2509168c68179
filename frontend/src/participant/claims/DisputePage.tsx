import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";

import type { Claim } from "../../api";
import { api, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import styles from "./Claims.module.css";
import { travel } from "./data";
import { claimPage } from "./path";
import { taken } from "./sending";

/** Asks once for another look at a decision, with a reason. */
export function DisputePage({ id }: { id: string }) {
  const { data } = travel.shown.value;
  const claim = data?.claims.find((one) => one.id === id);
  return (
    <Page title={t("one.dispute.title")} lead={t("one.dispute.lead")} back={claimPage(id)} ready={data !== null}>
      <Shown of={travel}>{() => (claim?.can.dispute ? <Form claim={claim} /> : <Leave to={claimPage(id)} />)}</Shown>
    </Page>
  );
}

/** There is nothing to ask here: back to the claim. */
function Leave({ to }: { to: string }) {
  const { route } = useLocation();
  useEffect(() => route(to, true), [route, to]);
  return null;
}

function Form({ claim }: { claim: Claim }) {
  const { route } = useLocation();
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const empty = note.trim() === "";

  async function send(event: Event) {
    event.preventDefault();
    setTried(true);
    setProblem("");
    if (empty) {
      document.getElementById("note")?.focus();
      return;
    }
    setBusy(true);
    const params = { path: { claim_id: claim.id } };
    try {
      const answer = await read(api.POST("/api/me/claims/{claim_id}/dispute", { params, body: { note: note.trim() } }));
      route(claimPage(claim.id), true);
      taken(answer);
    } catch (failure) {
      setProblem(words(failure, { field: "note" }));
      setBusy(false);
    }
  }

  return (
    <form class={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <TextArea
        id="note"
        label={t("one.dispute.label")}
        error={tried && empty ? t("one.dispute.empty") : undefined}
        rows={5}
        maxLength={500}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button type="submit" wide busy={busy}>
        {t("one.dispute.send")}
      </Button>
    </form>
  );
}
