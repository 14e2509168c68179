import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { languageName } from "../participants/words";
import { answeringProblem, type AnswerValues, ways } from "./answering";
import { type AnswerWay, type ConsentRow, consents, type Question } from "./data";
import { useSending } from "./useSending";

type Props = { question: Question; row: ConsentRow; onClose: () => void };

/** Answers in the portal, or notes what was told. Where a colleague was faster, the words stay. */
export function AnswerQuestionForm({ question, row, onClose }: Props) {
  const [values, setValues] = useState<AnswerValues>({ way: "", text: "" });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending("question_answered");
  const problem = wrong ?? sending.problem;
  const told = values.way === "phone" || values.way === "in_person";
  const fields = { way: `way-${question.id}`, text: `text-${question.id}` };

  function submit() {
    const found = answeringProblem(values);
    setWrong(found);
    if (found || values.way === "") return;
    const body = { way: values.way, text: values.text.trim() };
    void sending.send(
      () => consents.answer(question.id, body),
      () => {
        announce(t("question.saved", { code: row.code }));
        onClose();
      },
    );
  }

  return (
    <InlineForm label={t("question.label", { text: question.text })} onSubmit={submit}>
      <Problems problem={problem} fields={fields} />
      <Choices
        id={fields.way}
        label={t("question.way")}
        error={at(problem, "way")}
        choices={ways.map((key) => ({
          key,
          label: t(`question.way.${key}`),
          note: t(key === "portal" ? "question.way.portal.note" : "question.way.told.note"),
        }))}
        chosen={values.way ? [values.way] : []}
        onChange={([way]) => setValues({ ...values, way: way as AnswerWay })}
      />
      <TextArea
        id={fields.text}
        label={t(told ? "question.words.told" : "question.words")}
        hint={t("question.words.hint", { language: languageName(row.language) })}
        error={at(problem, "text")}
        rows={4}
        maxLength={4000}
        value={values.text}
        onInput={(event) => setValues({ ...values, text: event.currentTarget.value })}
      />
      <Actions>
        {question.answered_at === null && (
          <Button type="submit" busy={sending.busy}>
            {t(told ? "question.note" : "question.send")}
          </Button>
        )}
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
