import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import { Mark } from "../parts/Mark";
import { When } from "../parts/When";
import { can } from "../session/session";
import { AnswerQuestionForm } from "./AnswerQuestionForm";
import styles from "./Consent.module.css";
import type { ConsentRow, Question } from "./data";

type Props = { questions: readonly Question[]; row: ConsentRow };

/** What was asked from the text, what waits first. */
export function Questions({ questions, row }: Props) {
  const ordered = [...questions].sort((one, other) => Number(one.answered_at !== null) - Number(other.answered_at !== null));
  return (
    <ul class={styles.questions}>
      {ordered.map((question) => (
        <li key={question.id}>
          <One question={question} row={row} />
        </li>
      ))}
    </ul>
  );
}

function One({ question, row }: { question: Question; row: ConsentRow }) {
  const [open, setOpen] = useState(false);
  const waits = question.answered_at === null;
  const zone = row.site.time_zone;
  return (
    <>
      <p class={styles.soft}>
        <When at={question.asked_at} timeZone={zone} />
        {" · "}
        {question.section_title ? t("question.on", { section: question.section_title }) : t("question.on_all")}
      </p>
      <p class={styles.asked}>{question.text}</p>
      {waits && (
        <Mark icon={question.holds ? "clock" : "help"} tone={question.holds ? "amber" : "ink"}>
          {t(question.holds ? "question.holds" : "question.holds_not")}
        </Mark>
      )}
      {question.answered_at && (
        <div class={styles.answer}>
          <p class={styles.asked}>{question.answer}</p>
          <p class={styles.soft}>
            <When at={question.answered_at} timeZone={zone} />
            {` · ${question.answered_by ?? ""}`}
            {question.way && `, ${t(`question.told.${question.way}`)}`}
          </p>
        </div>
      )}
      {open ? (
        <AnswerQuestionForm question={question} row={row} onClose={() => setOpen(false)} />
      ) : (
        waits &&
        can("consent.write") && (
          <Actions>
            <Button kind="quiet" onClick={() => setOpen(true)}>
              {t("question.answer_it")}
              <span class="visually-hidden">: {question.text}</span>
            </Button>
          </Actions>
        )
      )}
    </>
  );
}
