"""Whether what was answered fits the questions: pure."""

from __future__ import annotations

from portal.errors import RuleBroken
from portal.study.check_ins.definition import CheckIn, Item
from portal.symptoms.rules import Answers

LONGEST_NOTE = 4000


def check(check_in: CheckIn, answers: Answers, note: str) -> None:
    """Raises RuleBroken where an answer is to no question, outside its labels, or not asked for.

    Each symptom's first question is answered or skipped; its later ones only where the first was
    answered and not with 0.
    """
    known = {question.key for question in check_in.instrument.questions}
    for key in answers:
        if key not in known:
            raise RuleBroken("unknown_question", field=f"answers.{key}", question=key)
    for item in check_in.instrument.items:
        _check_item(item, answers)
    if note and check_in.instrument.note is None:
        raise RuleBroken("no_note_asked", field="note")
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("note_too_long", field="note", most=LONGEST_NOTE, length=len(note))


def _check_item(item: Item, answers: Answers) -> None:
    first, *later = item.questions
    for question in item.questions:
        value = answers.get(question.key)
        if value is not None and not 0 <= value <= question.most:
            raise RuleBroken(
                "answer_outside", field=f"answers.{question.key}", most=question.most, value=value
            )
    if first.key not in answers:
        raise RuleBroken("answer_missing", field=f"answers.{first.key}", question=first.key)
    asked = bool(answers[first.key])
    for question in later:
        field = f"answers.{question.key}"
        if asked and question.key not in answers:
            raise RuleBroken("answer_missing", field=field, question=question.key)
        if not asked and question.key in answers:
            raise RuleBroken("answer_not_asked", field=field, question=question.key)
