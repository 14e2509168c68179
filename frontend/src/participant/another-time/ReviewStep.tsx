import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { api, read, type Visit } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { visitChanged } from "../data/answers";
import styles from "./AnotherTime.module.css";
import { STEPS, stepAddress } from "./AnotherTimePage";
import { discard, draftOf, filled } from "./draft";
import { Progress } from "./ProposalStep";

/** Everything once more before it goes. What was entered stays until the server has it. */
export function ReviewStep({ visit }: { visit: Visit }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const draft = draftOf(visit.id);
  const proposals = filled(draft);

  async function send() {
    setBusy(true);
    setProblem("");
    const path = { visit_id: visit.id, request_id: draft.requestId };
    const body = { proposals, note: draft.note.trim() };
    try {
      await read(api.PUT("/api/me/visits/{visit_id}/time-requests/{request_id}", { params: { path }, body }));
      route(stepAddress(visit.id, "sent"), true);
      discard(visit.id);
      await visitChanged(visit.id);
    } catch (failure) {
      setProblem(words(failure));
      setBusy(false);
    }
  }

  return (
    <Page
      title={t("request.review")}
      above={<Progress step={STEPS} />}
      lead={t("request.after")}
      back={`/visits/${visit.id}`}
      key="review"
    >
      <Card>
        <div class={styles.answer}>
          <h2 class={styles.name}>{t("request.choices")}</h2>
          <Change what={t("request.choices")} href={stepAddress(visit.id, 1)} />
          <ul>
            {proposals.map((proposal) => (
              <li key={proposal.date + proposal.part}>
                {dayInWords(language.value, proposal.date)}, {t(`part.${proposal.part}`).toLowerCase()}
              </li>
            ))}
          </ul>
        </div>
        <div class={styles.answer}>
          <h2 class={styles.name}>{t("request.note")}</h2>
          <Change what={t("request.note")} href={stepAddress(visit.id, STEPS - 1, true)} />
          <p>{draft.note.trim() || t("request.none")}</p>
        </div>
      </Card>
      <div class={styles.buttons}>
        {problem && (
          <Notice kind="amber" role="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <Button wide busy={busy} onClick={() => void send()}>
          {t("request.send")}
        </Button>
      </div>
    </Page>
  );
}

function Change({ what, href }: { what: string; href: string }) {
  return (
    <a class={styles.change} href={href} aria-label={t("request.changeWhat", { what })}>
      {t("request.change")}
    </a>
  );
}
