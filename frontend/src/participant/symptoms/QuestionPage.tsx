import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { CheckIn, CheckInQuestion } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { Page } from "../app/Page";
import { answer, type Draft } from "./draft";
import { after, before, page } from "./path";
import styles from "./Symptoms.module.css";

type Props = {
  checkIn: CheckIn;
  draft: Draft;
  question: CheckInQuestion;
  /** Which symptom of how many. */
  number: number;
  of: number;
  /** Whether it leads back to the review. */
  review: boolean;
};

/** One question. The answer is kept as soon as it is tapped. */
export function QuestionPage({ checkIn, draft, question, number, of, review }: Props) {
  const { route } = useLocation();
  const [error, setError] = useState(false);
  const chosen = draft.answers[question.key] ?? null;
  const choices = question.labels.map((label, at) => ({ value: String(at), label }));

  function next() {
    if (chosen !== null) {
      route(after(checkIn, draft.answers, question.key, review));
      return;
    }
    setError(true);
    document.getElementById("answer")?.focus();
  }

  function skip() {
    answer(checkIn.key, question.key, null);
    route(after(checkIn, { ...draft.answers, [question.key]: null }, question.key, review));
  }

  return (
    <Page
      title={question.ask}
      back={review ? page(checkIn, "review") : before(checkIn, draft.answers, question.key)}
      above={<p class={styles.count}>{t("checkin.count", { number, of })}</p>}
      lead={t("checkin.recall", { recall: checkIn.recall })}
    >
      <div lang={checkIn.language}>
        <Choices
          legend={question.ask}
          hideLegend
          id="answer"
          error={error && chosen === null ? t("checkin.choose") : undefined}
          value={chosen === null ? null : String(chosen)}
          choices={choices}
          onChange={(value) => answer(checkIn.key, question.key, Number(value))}
        />
      </div>
      <div class={styles.steps}>
        <Button wide onClick={next}>
          {t("checkin.go")}
        </Button>
        <Button wide kind="plain" onClick={skip}>
          {t("checkin.skip")}
        </Button>
      </div>
      {checkIn.credit && <p class={styles.soft}>{checkIn.credit}</p>}
    </Page>
  );
}
