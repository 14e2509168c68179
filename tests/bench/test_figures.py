"""Figures as they are printed, and the groups that can be asked for."""

from __future__ import annotations

import pytest

from tests.bench.figures import Figure, Goal
from tests.bench.report import Group, NoSuchGroup, chosen

RATIO = Goal(1.5, of_ratio=True)


@pytest.mark.parametrize(
    ("figure", "ok"),
    [
        (Figure(name="f", value=3, unit="x", goal=Goal(3)), True),
        (Figure(name="f", value=4, unit="x", goal=Goal(3)), False),
        (Figure(name="f", value=99, unit="x", goal=Goal(99, at_least=True)), True),
        (Figure(name="f", value=98, unit="x", goal=Goal(99, at_least=True)), False),
        (Figure(name="f", value=3, unit="x", reference=2, goal=RATIO), True),
        (Figure(name="f", value=3.1, unit="x", reference=2, goal=RATIO), False),
        (Figure(name="f", value=True, unit="x"), True),
        (Figure(name="f", value=False, unit="x"), False),
        (Figure(name="f", value=9_000, unit="x"), True),
        (Figure(name="f", value=float("inf"), unit="x", goal=Goal(3)), False),
    ],
)
def test_a_figure_is_ok_when_it_is_not_past_its_goal(figure: Figure, ok: bool) -> None:
    assert figure.ok is ok
    assert figure.line().split()[-1] == ("ok" if ok else "short")
    assert figure.as_json()["ok"] is ok


def test_a_line_says_name_value_unit_reference_ratio_goal_and_verdict() -> None:
    figure = Figure(name="today.cpu", value=3, unit="ms", reference=2, goal=RATIO)
    assert figure.line().split() == [
        "today.cpu",
        "3",
        "ms",
        "2",
        "1.50",
        "ratio",
        "<=",
        "1.5",
        "ok",
    ]


def test_a_group_that_is_not_there_yet_is_named_with_those_that_are() -> None:
    groups: dict[str, Group] = {"foundation": list}
    assert chosen(groups, None) == groups
    assert list(chosen(groups, "foundation")) == ["foundation"]
    with pytest.raises(NoSuchGroup, match=r"'claims'.*There is: foundation\."):
        chosen(groups, "claims")
