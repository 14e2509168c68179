import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { staff } from "../data/api";
import { at, type Problem, within } from "../data/problem";
import type { RequestRow } from "../data/types";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { bookingIds, outside, startingValues, toBooking } from "../visits/booking";
import { BookingFields } from "../visits/BookingFields";
import { latestVisit } from "../visits/latest";
import { stateWords, visitTitle } from "../visits/words";
import { dayAndTime, today } from "../words/dates";
import { type Answer, answerProblem, chosenBooking, proposalWords } from "./answer";
import { languageName } from "../participants/words";

const ids = { ...bookingIds, answer: "answer-choice", note: "answer-note" };

/** Answers a request: one of her times, another one, or no, with words that she reads. */
export function AnswerForm({ row, onClose }: { row: RequestRow; onClose: () => void }) {
  const { visit } = row;
  const [version] = useState(visit.version);
  const [answer, setAnswer] = useState<Answer>("");
  const [values, setValues] = useState(() => startingValues(visit, today()));
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const declines = answer === "decline";
  const saving = useSaving({
    send: (on) => staff.answerRequest(row.id, on, declines ? null : toBooking(values), note.trim()),
    latest: () => latestVisit(visit.id),
    done: () => {
      const name = visit.participant.name;
      announce(
        declines
          ? t("answer.declined", { name })
          : t("answer.booked", { name, when: dayAndTime(values.date, values.time) }),
      );
      onClose();
    },
  });
  const problem = wrong ?? within(saving.problem, "booking");
  const { stale } = saving;

  function submit() {
    const found = answerProblem(answer, values, note, visit);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  const proposals = row.proposals.map((proposal, index) => ({
    key: String(index),
    label: proposalWords(proposal),
    note: outside(proposal.date, visit.window) ? t("answer.outside") : undefined,
  }));
  return (
    <InlineForm label={t("answer.label", { name: visit.participant.name })} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: visitTitle(visit),
              mine: declines ? t("answer.decline") : values.date && dayAndTime(values.date, values.time || "00:00"),
              present: stateWords(stale.present),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <Choices
        id={ids.answer}
        label={t("answer.title")}
        error={at(problem, "answer")}
        choices={[
          ...proposals,
          { key: "other", label: t("answer.other") },
          { key: "decline", label: t("answer.decline") },
        ]}
        chosen={[answer]}
        onChange={([chosen]) => {
          const next = (chosen ?? "") as Answer;
          setAnswer(next);
          setValues(chosenBooking(values, next, row.proposals));
          setWrong(null);
        }}
      />
      {answer !== "" && !declines && (
        <BookingFields
          visit={visit}
          values={values}
          problem={problem}
          onChange={(change) => setValues({ ...values, ...change })}
        />
      )}
      {answer !== "" && (
        <TextArea
          id={ids.note}
          label={t(declines ? "answer.note_why" : "answer.note")}
          hint={t("answer.note.hint", {
            name: visit.participant.name,
            language: languageName(visit.participant.language),
          })}
          error={at(problem, "note")}
          rows={3}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t(declines ? "answer.send_no" : "answer.send")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
