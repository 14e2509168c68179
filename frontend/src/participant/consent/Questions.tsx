import { useState } from "preact/hooks";

import { api, type ConsentQuestion, type ConsentStanding, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import styles from "./Consent.module.css";
import { took } from "./data";

/** What she asked, with the answers. A question that holds the signature can let it go. */
export function Questions({ standing }: { standing: ConsentStanding }) {
  const [problem, setProblem] = useState("");
  if (!standing.questions.length) return null;

  async function letGo(question: ConsentQuestion) {
    setProblem("");
    try {
      const path = { question_id: question.id };
      took(await read(api.DELETE("/api/me/consent/questions/{question_id}/hold", { params: { path } })));
    } catch (failure) {
      setProblem(words(failure));
    }
  }

  return (
    <section class={styles.section} aria-labelledby="questions">
      <h2 id="questions">{t("consent.questions")}</h2>
      {standing.questions.map((question) => (
        <Card key={question.id}>
          {question.section_title && <p class={styles.soft}>{question.section_title}</p>}
          <p class={styles.strong}>{question.text}</p>
          {question.answer !== null ? (
            <div class={styles.reply}>
              <p class={styles.soft}>{t("consent.answer.by", { name: question.answered_by ?? "" })}</p>
              <p class={styles.typed}>{question.answer}</p>
            </div>
          ) : (
            <p class={styles.amber}>{question.holds ? t("consent.question.holds") : t("consent.question.open")}</p>
          )}
          {standing.to_sign && question.holds && question.answer === null && (
            <Button kind="plain" onClick={() => void letGo(question)}>
              {t("consent.question.letGo")}
            </Button>
          )}
        </Card>
      ))}
      <Live>
        {problem && (
          <Notice kind="amber">
            <p>{problem}</p>
          </Notice>
        )}
      </Live>
    </section>
  );
}
