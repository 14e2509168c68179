"""Which answers alert the team: pure, from the study's rules, this report and the one before.

The same rules run on the phone (frontend/src/participant/symptoms/rules.ts), so that somebody
without a connection is told at once to call; both are held to tests/symptoms/rule_cases.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portal.study.check_ins.definition import CheckIn, Item, Question, Rule, Urgency
from portal.symptoms.grades import composite_grade

HIGHEST = 4
Answers = Mapping[str, int | None]
"""Answers by question key ("pain.severity"); None: skipped. What was not asked is not there."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule was met. `question` is a question's key, or an item's key for a grade."""

    rule: str
    urgency: Urgency
    question: str
    value: int
    before: int | None = None


def reasons(check_in: CheckIn, answers: Answers, before: Answers) -> tuple[Reason, ...]:
    """What alerts, the most urgent first; `before` are the answers of the report before."""
    was = filled(check_in, before)
    found = [reason for rule in check_in.rules for reason in _met(check_in, rule, answers, was)]
    return tuple(sorted(found, key=lambda reason: -reason.urgency.rank))


def urgency(found: Iterable[Reason]) -> Urgency | None:
    """The highest urgency among `found`; None where nothing alerts."""
    return max((reason.urgency for reason in found), key=lambda one: one.rank, default=None)


def _met(check_in: CheckIn, rule: Rule, answers: Answers, before: Answers) -> Iterator[Reason]:
    if rule.all_of:
        yield from _together(rule, answers)
        return
    for item in check_in.instrument.items:
        if rule.items and item.key not in rule.items:
            continue
        if rule.grade is not None:
            yield from _graded(rule, item, answers)
        for question in item.questions:
            yield from _answered(rule, question, answers, before)


def _together(rule: Rule, answers: Answers) -> Iterator[Reason]:
    parts = [(part.question, answers.get(part.question), part.at_least) for part in rule.all_of]
    if all(value is not None and value >= least for _, value, least in parts):
        for question, value, _ in parts:
            yield Reason(rule.key, rule.urgency, question, value or 0)


def _graded(rule: Rule, item: Item, answers: Answers) -> Iterator[Reason]:
    grade = grade_of(item, answers)
    if grade is not None and rule.grade is not None and grade >= rule.grade:
        yield Reason(rule.key, rule.urgency, item.key, grade)


def _answered(
    rule: Rule, question: Question, answers: Answers, before: Answers
) -> Iterator[Reason]:
    value, was = answers.get(question.key), before.get(question.key)
    if value is None:
        return
    if rule.at_least is not None and value >= rule.at_least:
        yield Reason(rule.key, rule.urgency, question.key, value, was)
    if rule.worse_by is not None and was is not None and value - was >= rule.worse_by:
        yield Reason(rule.key, rule.urgency, question.key, value, was)


def grade_of(item: Item, answers: Answers) -> int | None:
    """The composite grade of a symptom, see :mod:`portal.symptoms.grades`.

    None where a question has other than five labels: the published table is about 0 to 4.
    """
    if any(question.most != HIGHEST for question in item.questions):
        return None
    return composite_grade(
        {question.attribute: answers.get(question.key) for question in item.questions}
    )


def filled(check_in: CheckIn, answers: Answers) -> dict[str, int | None]:
    """`answers` with 0 for the later questions of a symptom whose first was answered with 0.

    They were not asked, and "not there" is what the person said: so a change is seen from it.
    """
    whole = dict(answers)
    for item in check_in.instrument.items:
        first, *later = item.questions
        if answers.get(first.key) == 0:
            whole.update({question.key: 0 for question in later})
    return whole
