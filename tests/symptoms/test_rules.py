"""Which answers alert: the table shared with the phone, and what holds for all answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.study.check_ins.definition import (
    Attribute,
    CheckIn,
    Item,
    Part,
    Question,
    Rule,
    Urgency,
)
from portal.study.definition import Text
from portal.symptoms import rules
from portal.symptoms.rules import Answers
from tests.symptoms.test_due import CHECK_IN

RANKS = {None: 0} | {level: level.rank for level in Urgency}


@st.composite
def answered(draw: st.DrawFn, check_in: CheckIn = CHECK_IN) -> dict[str, int | None]:
    """Answers that the phone could send: later questions only where the first is above 0."""
    found: dict[str, int | None] = {}
    for item in check_in.instrument.items:
        first, *later = item.questions
        found[first.key] = draw(st.one_of(st.none(), st.integers(0, first.most)))
        if found[first.key]:
            for question in later:
                found[question.key] = draw(st.one_of(st.none(), st.integers(0, question.most)))
    return found


def level(answers: Answers, before: Answers) -> Urgency | None:
    return rules.urgency(rules.reasons(CHECK_IN, answers, before))


@given(answered(), answered(), st.data())
def test_more_severe_is_never_less_urgent(
    answers: dict[str, int | None], before: dict[str, int | None], data: st.DataObject
) -> None:
    given_keys = [key for key, value in answers.items() if value is not None]
    if not given_keys:
        return
    key = data.draw(st.sampled_from(given_keys))
    question = CHECK_IN.instrument.question(key)
    assert question is not None
    worse = dict(answers)
    value = answers[key] or 0
    worse[key] = data.draw(st.integers(value, question.most))
    assert RANKS[level(worse, before)] >= RANKS[level(answers, before)]


@given(answered())
def test_the_same_as_before_alerts_only_by_what_it_is(answers: dict[str, int | None]) -> None:
    found = rules.reasons(CHECK_IN, answers, answers)
    assert "much_worse" not in {reason.rule for reason in found}


@given(answered(), answered())
def test_reasons_are_about_what_was_answered_and_the_most_urgent_comes_first(
    answers: dict[str, int | None], before: dict[str, int | None]
) -> None:
    found = rules.reasons(CHECK_IN, answers, before)
    assert all(answers[reason.question] == reason.value for reason in found)
    ranks = [reason.urgency.rank for reason in found]
    assert ranks == sorted(ranks, reverse=True)


SHARED = json.loads((Path(__file__).parent / "rule_cases.json").read_text(encoding="utf-8"))
WORDS = Text({"en": "Words"})


def _shared(rows: list[dict[str, Any]]) -> CheckIn:
    """The check-in of the table that the phone's tests read too, with these rules."""
    items = tuple(
        Item(
            item["key"],
            WORDS,
            tuple(
                Question(item["key"], Attribute(q["attribute"]), WORDS, (WORDS,) * q["labels"])
                for q in item["questions"]
            ),
        )
        for item in SHARED["check_in"]["items"]
    )
    found = tuple(
        Rule(
            **{
                **row,
                "urgency": Urgency(row["urgency"]),
                "all_of": tuple(Part(**part) for part in row["all_of"]),
                "items": frozenset(row["items"]),
            }
        )
        for row in rows
    )
    return replace(CHECK_IN, instrument=replace(CHECK_IN.instrument, items=items), rules=found)


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["name"])
def test_the_table_that_the_phone_is_held_to_as_well(case: dict[str, Any]) -> None:
    found = rules.reasons(_shared(case["rules"]), case["answers"], case["before"])
    names = ("rule", "question", "value", "before")
    assert [{name: getattr(one, name) for name in names} for one in found] == case["expect"]
    assert rules.urgency(found) == case["urgency"]


def test_the_grades_that_the_phone_is_given_are_those_of_the_portal() -> None:
    asked = _shared([])
    for item, shared in zip(asked.instrument.items, SHARED["check_in"]["items"], strict=True):
        for answers, grade in shared.get("grades", {}).items():
            keys = [question.key for question in item.questions]
            values = dict(zip(keys, map(int, answers.split(",")), strict=True))
            assert rules.grade_of(item, values) == grade


def test_nothing_answered_alerts_nobody() -> None:
    assert level({}, {}) is None


def test_a_symptom_that_was_not_there_before_counts_from_none() -> None:
    found = rules.reasons(
        CHECK_IN,
        {"sleep.severity": 2, "sleep.interference": 2},
        {"sleep.severity": 0},
    )
    assert {(r.rule, r.question, r.before) for r in found} == {
        ("much_worse", "sleep.severity", 0),
        ("much_worse", "sleep.interference", 0),
    }
