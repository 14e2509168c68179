import { useState } from "preact/hooks";

import { api, read, type TimeRequest, type Visit } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, dayInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { visitChanged } from "../data/answers";
import styles from "./Visit.module.css";

/** The request for another time in a sentence that says who acts next; in brief, only that sentence. */
export function RequestState({ visit, brief = false }: { visit: Visit; brief?: boolean }) {
  const [withdrawn, setWithdrawn] = useState(false);
  const request = visit.time_request;
  return (
    <Live>
      {request?.status === "open" && brief && (
        <Notice icon="clock">
          <Sentence request={request} zone={visit.time_zone} />
        </Notice>
      )}
      {request?.status === "open" && !brief && <Open visit={visit} request={request} onWithdrawn={() => setWithdrawn(true)} />}
      {(request?.status === "answered" || request?.status === "declined") && (
        <Answered request={request} zone={visit.time_zone} />
      )}
      {withdrawn && request?.status !== "open" && (
        <Notice>
          <p>{t("visit.request.withdrawn")}</p>
        </Notice>
      )}
    </Live>
  );
}

type OpenProps = { visit: Visit; request: TimeRequest; onWithdrawn: () => void };

function Open({ visit, request, onWithdrawn }: OpenProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function withdraw() {
    setBusy(true);
    setProblem("");
    const path = { visit_id: visit.id, request_id: request.id };
    try {
      await read(api.DELETE("/api/me/visits/{visit_id}/time-requests/{request_id}", { params: { path } }));
      onWithdrawn();
      await visitChanged(visit.id);
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Notice icon="clock">
      <Sentence request={request} zone={visit.time_zone} />
      <p class={styles.state}>{t("visit.request.proposals")}</p>
      <ul class={styles.proposals}>
        {request.proposals.map((proposal) => (
          <li key={proposal.date + proposal.part}>
            {dayInWords(language.value, proposal.date)}, {t(`part.${proposal.part}`).toLowerCase()}
          </li>
        ))}
      </ul>
      {request.note && (
        <p>
          <span class={styles.state}>{t("visit.request.note")}:</span> {request.note}
        </p>
      )}
      {problem && (
        <p role="alert" class={styles.state}>
          {problem}
        </p>
      )}
      <Button kind="quiet" icon="undo" busy={busy} onClick={() => void withdraw()}>
        {t("visit.request.withdraw")}
      </Button>
    </Notice>
  );
}

function Sentence({ request, zone }: { request: TimeRequest; zone: string }) {
  const day = dayInWords(language.value, dayIn(request.made_at, zone));
  return <p>{t("visit.request.open", { day })}</p>;
}

function Answered({ request, zone }: { request: TimeRequest; zone: string }) {
  const day = request.answered_at ? dayInWords(language.value, dayIn(request.answered_at, zone)) : "";
  const declined = request.status === "declined";
  return (
    <Notice kind={declined ? "amber" : "green"} icon={declined ? "info" : "check"}>
      <p>{t(declined ? "visit.request.declined" : "visit.request.answered", { day })}</p>
      {request.answer_note && <p>{t("visit.request.answer", { note: request.answer_note })}</p>}
    </Notice>
  );
}
