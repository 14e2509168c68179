"""Composite grades: every published row, and what stands in no row."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import portal.symptoms
from portal.study.check_ins.definition import Attribute
from portal.symptoms.grades import composite_grade

FREQUENCY, SEVERITY = Attribute.FREQUENCY, Attribute.SEVERITY
INTERFERENCE, AMOUNT = Attribute.INTERFERENCE, Attribute.AMOUNT
PRESENCE, OTHER = Attribute.PRESENCE, Attribute.OTHER

TABLE = Path(portal.symptoms.__file__ or "").with_name("pro-composite-grades.csv")
COLUMNS = {
    FREQUENCY: "frequency",
    SEVERITY: "severity",
    INTERFERENCE: "interference_or_amount",
}

COMBINATIONS = [
    (FREQUENCY,),
    (SEVERITY,),
    (INTERFERENCE,),
    (AMOUNT,),
    (FREQUENCY, SEVERITY),
    (FREQUENCY, INTERFERENCE),
    (FREQUENCY, AMOUNT),
    (SEVERITY, INTERFERENCE),
    (SEVERITY, AMOUNT),
    (FREQUENCY, SEVERITY, INTERFERENCE),
    (FREQUENCY, SEVERITY, AMOUNT),
]


def published() -> list[tuple[dict[Attribute, int | None], int]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            (
                {name: int(row[COLUMNS[name]]) for name in map(Attribute, row["attributes"].split("+"))},
                int(row["grade"]),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def named(row: object) -> str | None:
    return " ".join(f"{k} {v}" for k, v in row.items()) if isinstance(row, dict) else None


@pytest.mark.parametrize(("answers", "grade"), published(), ids=named)
def test_every_published_row_gives_its_grade(
    answers: dict[Attribute, int | None], grade: int
) -> None:
    assert composite_grade(answers) == grade


def test_the_table_has_every_row_of_the_seven_combinations() -> None:
    """A first answer of 0 is one row, each other answer one with each of the later answers."""
    assert len(published()) == 3 * 5 + 3 * (1 + 4 * 5) + (1 + 4 * 5 * 5)


@pytest.mark.parametrize(
    ("answers", "grade"),
    [
        ({FREQUENCY: 2}, 1),
        ({FREQUENCY: 4}, 3),
        ({SEVERITY: 2}, 2),
        ({SEVERITY: 4}, 3),
        ({INTERFERENCE: 4}, 2),
        ({AMOUNT: 3}, 2),
        ({FREQUENCY: 1, SEVERITY: 2}, 1),
        ({FREQUENCY: 2, SEVERITY: 2}, 2),
        ({FREQUENCY: 3, SEVERITY: 3}, 3),
        ({FREQUENCY: 2, INTERFERENCE: 4}, 2),
        ({FREQUENCY: 4, AMOUNT: 3}, 3),
        ({SEVERITY: 3, INTERFERENCE: 0}, 1),
        ({SEVERITY: 2, INTERFERENCE: 4}, 3),
        ({FREQUENCY: 1, SEVERITY: 0, INTERFERENCE: 0}, 0),
        ({FREQUENCY: 1, SEVERITY: 4, INTERFERENCE: 2}, 3),
        ({FREQUENCY: 4, SEVERITY: 1, INTERFERENCE: 2}, 2),
    ],
)  # fmt: skip
def test_some_rows_by_hand(answers: dict[Attribute, int | None], grade: int) -> None:
    assert composite_grade(answers) == grade


@pytest.mark.parametrize("names", COMBINATIONS)
def test_a_first_answer_of_0_makes_the_grade_0_whatever_the_rest(
    names: tuple[Attribute, ...],
) -> None:
    assert composite_grade(dict.fromkeys(names) | {names[0]: 0}) == 0
    assert composite_grade(dict.fromkeys(names, 4) | {names[0]: 0}) == 0


@pytest.mark.parametrize("names", COMBINATIONS)
@given(answer=st.integers(1, 4))
def test_a_missing_answer_leaves_no_grade_where_the_first_is_not_0(
    names: tuple[Attribute, ...], answer: int
) -> None:
    for missing in names:
        answers: dict[Attribute, int | None] = dict.fromkeys(names, answer)
        assert composite_grade(answers | {missing: None}) is None


@pytest.mark.parametrize(
    "names",
    [
        (),
        (PRESENCE,),
        (OTHER,),
        (SEVERITY, OTHER),
        (FREQUENCY, PRESENCE),
        (INTERFERENCE, AMOUNT),
        (FREQUENCY, SEVERITY, INTERFERENCE, AMOUNT),
    ],
)
@pytest.mark.parametrize("answer", [0, 1, None])
def test_an_unknown_combination_has_no_grade(
    names: tuple[Attribute, ...], answer: int | None
) -> None:
    assert composite_grade(dict.fromkeys(names, answer)) is None


def test_the_first_question_is_the_first_that_is_asked() -> None:
    assert composite_grade({SEVERITY: 0, FREQUENCY: None}) == 0
    assert composite_grade({SEVERITY: 3, FREQUENCY: 4}) == 3


@pytest.mark.parametrize("answer", [-1, 5, 10])
def test_an_answer_beyond_five_labels_has_no_grade(answer: int) -> None:
    assert composite_grade({SEVERITY: answer}) is None


@settings(max_examples=500)
@given(st.data())
def test_a_higher_answer_never_lowers_the_grade(data: st.DataObject) -> None:
    """True of the whole published table; alert rules rely on it."""
    names = data.draw(st.sampled_from(COMBINATIONS))
    answers = {name: data.draw(st.integers(0, 4)) for name in names}
    raised = data.draw(st.sampled_from(names))
    higher = answers | {raised: data.draw(st.integers(answers[raised], 4))}

    before, after = composite_grade(answers), composite_grade(higher)

    assert before is not None
    assert after is not None
    assert after >= before
