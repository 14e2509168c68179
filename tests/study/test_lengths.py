"""Lengths of time: how they are written, how long they can be, where a series falls."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schedule.windows import shift
from portal.study.definition import Offset, Repeat, Unit
from portal.study.lengths import can_exceed, days, is_multiple, parse, series

DAY, WEEK, MONTH = Unit.DAY, Unit.WEEK, Unit.MONTH


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("0 days", Offset(0, DAY)),
        ("1 day", Offset(1, DAY)),
        ("7 days", Offset(7, DAY)),
        (" 6 weeks ", Offset(6, WEEK)),
        ("1 week", Offset(1, WEEK)),
        ("36 months", Offset(36, MONTH)),
        ("-14 days", Offset(-14, DAY)),
        ("3months", Offset(3, MONTH)),
    ],
)
def test_a_length_is_a_number_and_a_unit(written: str, length: Offset) -> None:
    assert parse(written) == length


@pytest.mark.parametrize(
    "written",
    ["", "6", "weeks", "2 moths", "1.5 months", "6 weeks later", "six weeks", "6 Weeks", "٣ days",
     "1 year", "9999999 days", "6 weekss", "6 weeks\n6 weeks"],
)  # fmt: skip
def test_nothing_else_is_a_length(written: str) -> None:
    assert parse(written) is None


@given(st.builds(Offset, st.integers(-999, 999), st.sampled_from(Unit)))
def test_a_length_is_read_back_as_it_is_printed(length: Offset) -> None:
    assert parse(str(length)) == length


@pytest.mark.parametrize(
    ("length", "shortest", "longest"),
    [
        (Offset(5, DAY), 5, 5),
        (Offset(6, WEEK), 42, 42),
        (Offset(1, MONTH), 28, 31),
        (Offset(2, MONTH), 59, 62),
        (Offset(3, MONTH), 89, 92),
        (Offset(6, MONTH), 181, 184),
        (Offset(12, MONTH), 365, 366),
        (Offset(36, MONTH), 1095, 1096),
        (Offset(48, MONTH), 1461, 1461),
        (Offset(-1, MONTH), -31, -28),
    ],
)
def test_months_have_a_shortest_and_a_longest_length(
    length: Offset, shortest: int, longest: int
) -> None:
    assert days(length) == (shortest, longest)


@given(
    anchor=st.dates(date(1999, 1, 1), date(2092, 1, 1)),
    first=st.integers(0, 40),
    step=st.integers(1, 40),
)
def test_the_time_between_two_occurrences_is_never_outside_these_bounds(
    anchor: date, first: int, step: int
) -> None:
    one = shift(anchor, Offset(first, MONTH))
    next_one = shift(anchor, Offset(first + step, MONTH))

    shortest, longest = days(Offset(step, MONTH))

    assert timedelta(shortest) <= next_one - one <= timedelta(longest)


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        (Offset(4, WEEK), Offset(1, MONTH), False),
        (Offset(29, DAY), Offset(1, MONTH), True),
        (Offset(3, MONTH), Offset(3, MONTH), False),
        (Offset(1096, DAY), Offset(36, MONTH), True),
        (Offset(52, WEEK), Offset(12, MONTH), False),
        (Offset(1, MONTH), Offset(30, DAY), True),
    ],
)
def test_lengths_in_two_units_are_compared_for_the_worst_date(
    one: Offset, other: Offset, can: bool
) -> None:
    assert can_exceed(one, other) is can


def test_a_series_includes_its_end_and_never_passes_it() -> None:
    every, at = Offset(3, MONTH), Offset(3, MONTH)

    assert [o.count for o in series(at, Repeat(every, Offset(12, MONTH)))] == [3, 6, 9, 12]
    assert [o.count for o in series(at, Repeat(every, Offset(11, MONTH)))] == [3, 6, 9]
    assert [o.count for o in series(at, Repeat(every, Offset(3, MONTH)))] == [3]
    assert list(series(at, None)) == [at]


def test_multiples_are_whole_and_in_the_same_unit() -> None:
    assert is_multiple(Offset(12, MONTH), Offset(6, MONTH))
    assert is_multiple(Offset(0, MONTH), Offset(6, MONTH))
    assert not is_multiple(Offset(9, MONTH), Offset(6, MONTH))
    assert not is_multiple(Offset(6, WEEK), Offset(3, DAY))
