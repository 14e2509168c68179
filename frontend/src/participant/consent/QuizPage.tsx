import { useLocation } from "preact-iso";
import { useRef, useState } from "preact/hooks";

import { api, type ConsentStanding, type ConsentText, type QuizResult, read } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useResource } from "../data/resource";
import styles from "./Consent.module.css";
import { consent, consentText, nextStep, took } from "./data";

/** One question a page. It checks how well we explained: a wrong answer leads to the passage. */
export function QuizPage({ question: key }: { question: string }) {
  const standing = useResource(consent).data;
  const text = useResource(consentText).data;
  const question = text?.quiz.find((found) => found.key === key);
  if (!text || !standing || !question) {
    return (
      <Page title={t("consent.quiz.title")} back="/consent" ready={false}>
        <Shown of={consentText}>{() => <p>{t("consent.read.gone")}</p>}</Shown>
      </Page>
    );
  }
  return <Question text={text} question={question} standing={standing} />;
}

type Props = { text: ConsentText; question: ConsentText["quiz"][number]; standing: ConsentStanding };

function Question({ text, question, standing }: Props) {
  const { route } = useLocation();
  const [option, setOption] = useState<string | null>(null);
  const [result, setResult] = useState<QuizResult | null>(null);
  const [error, setError] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  const number = text.quiz.findIndex(({ key }) => key === question.key) + 1;

  async function send() {
    if (busy) return;
    if (option === null) {
      setError(t("consent.quiz.choose"));
      document.getElementById("answer")?.focus();
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      const body = { id: crypto.randomUUID(), version_id: text.version_id, question: question.key, option };
      const answer = await read(api.POST("/api/me/consent/quiz", { body }));
      took(answer.standing);
      setResult(answer);
      told.current?.focus();
    } catch (failure) {
      setProblem(words(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page
      title={question.ask}
      back="/consent"
      above={<p class={styles.count}>{t("consent.quiz.count", { number, of: text.quiz.length })}</p>}
      lead={t("consent.quiz.lead")}
    >
      <div lang={text.language}>
        <Choices
          legend={question.ask}
          hideLegend
          id="answer"
          error={error || undefined}
          value={option}
          choices={question.options.map(({ key, text: label }) => ({ value: key, label }))}
          onChange={(value) => {
            setOption(value);
            setResult(null);
            setError("");
          }}
        />
      </div>
      <div ref={told} tabIndex={-1} class={styles.told}>
        <Live>{result && <Result result={result} text={text} question={question.key} />}</Live>
      </div>
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div class={styles.steps}>
        {result?.right ? (
          <Button wide onClick={() => route(nextStep(text, consent.shown.peek().data ?? standing))}>
            {t("consent.read.next")}
          </Button>
        ) : (
          <Button wide busy={busy} onClick={() => void send()}>
            {t("consent.quiz.answer")}
          </Button>
        )}
      </div>
    </Page>
  );
}

function Result({ result, text, question }: { result: QuizResult; text: ConsentText; question: string }) {
  if (result.right) {
    return (
      <Notice kind="green">
        <p>
          <strong>{t("consent.quiz.right")}</strong> <span lang={text.language}>{result.explain}</span>
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="amber" icon="info">
      <p>{t("consent.quiz.wrong")}</p>
      <ButtonLink kind="quiet" href={`/consent/read/${result.section}?quiz=${question}`}>
        {t("consent.quiz.passage")}
      </ButtonLink>
    </Notice>
  );
}
