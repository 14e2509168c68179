"""The composite grade of one symptom, from the answers to its questions.

Source: Basch et al., "Composite grading algorithm for the National Cancer Institute's
Patient-Reported Outcomes version of the Common Terminology Criteria for Adverse Events
(PRO-CTCAE)", Clinical Trials 2021 (PMID 33258687). The rows are in `pro-composite-grades.csv`,
values as in the R package ProAE.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.study.check_ins.definition import Attribute

_TABLE = Path(__file__).with_name("pro-composite-grades.csv")
_COLUMNS = ("frequency", "severity", "interference_or_amount")
_COLUMN_OF = {
    Attribute.FREQUENCY: "frequency",
    Attribute.SEVERITY: "severity",
    Attribute.INTERFERENCE: "interference_or_amount",
    Attribute.AMOUNT: "interference_or_amount",
}

Answers = tuple[int | None, ...]
"""One answer for each of `_COLUMNS`, None for a column that the symptom does not have."""


def composite_grade(answers: Mapping[Attribute, int | None]) -> int | None:
    """The grade of a symptom, 0 to 3, or None where the published table gives none.

    `answers`: all attributes that the symptom has in the instrument, in the order of its
    questions, each with its answer (0 to 4), None where it was skipped or not asked. A first
    answer of 0 makes the grade 0; otherwise every answer is needed. The table is for questions
    with five labels: whether the symptom has such is for the caller to see.
    """
    by_column = {_COLUMN_OF[name]: answer for name, answer in answers.items() if name in _COLUMN_OF}
    has = tuple(column in by_column for column in _COLUMNS)
    if len(by_column) != len(answers) or has not in _combinations():
        return None
    if next(iter(answers.values())) == 0:
        return 0
    if None in answers.values():
        return None
    return _grades().get(tuple(by_column.get(column) for column in _COLUMNS))


@cache
def _grades() -> Mapping[Answers, int]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {_answers(row): int(row["grade"]) for row in csv.DictReader(file)}


def _answers(row: Mapping[str, str]) -> Answers:
    return tuple(int(row[column]) if row[column] else None for column in _COLUMNS)


@cache
def _combinations() -> frozenset[tuple[bool, ...]]:
    """Which of `_COLUMNS` occur together in the table."""
    return frozenset(tuple(answer is not None for answer in row) for row in _grades())
