"""When a check-in is due: tables, and what holds for every anchor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.study.check_ins.definition import CheckIn, Rhythm
from portal.study.definition import Offset, Unit
from portal.study.file import read
from portal.symptoms import due
from tests.support.world import SAMPLE_STUDY

ANCHOR = date(2026, 1, 1)


def sample() -> CheckIn:
    found = read(SAMPLE_STUDY.read_bytes(), name="study.yaml").check_in("symptoms")
    assert found is not None
    return found


CHECK_IN = sample()
ALL = due.occurrences(CHECK_IN, {"last_dose": ANCHOR})


def day(after: int) -> date:
    return ANCHOR + timedelta(days=after)


def test_weekly_in_the_first_months_then_monthly_then_every_three_months() -> None:
    names = [one.occurrence for one in ALL]
    assert names[0] == "last_dose-week-1"
    assert names[11:13] == ["last_dose-week-12", "last_dose-month-4"]
    assert names[-1] == "last_dose-month-72"
    assert len(names) == 12 + 33 + 12
    assert ALL[12].day == date(2026, 5, 1)


def test_without_the_anchor_nothing_is_due() -> None:
    assert due.occurrences(CHECK_IN, {"consent": ANCHOR}) == ()


def test_two_rhythms_that_meet_are_due_once() -> None:
    week, fortnight = (
        Rhythm("last_dose", Offset(2, Unit.WEEK), Offset(step, Unit.WEEK), Offset(8, Unit.WEEK))
        for step in (1, 2)
    )
    both = due.occurrences(replace(CHECK_IN, rhythms=(week, fortnight)), {"last_dose": ANCHOR})
    assert len(both) == len({one.day for one in both}) == 7


@pytest.mark.parametrize(
    ("after", "sent", "expected"),
    [
        (6, set(), None),
        (7, set(), "last_dose-week-1"),
        (13, set(), "last_dose-week-1"),
        (13, {"last_dose-week-1"}, None),
        (14, set(), "last_dose-week-2"),
    ],
)
def test_it_can_be_sent_from_its_day_until_the_next(
    after: int, sent: set[str], expected: str | None
) -> None:
    found = due.open_on(ALL, day(after), sent=sent)
    assert (found.occurrence if found else None) == expected


@pytest.mark.parametrize(
    ("after", "sent", "expected"),
    [
        (6, set(), None),
        (10, set(), None),
        (11, set(), "last_dose-week-1"),
        (14, set(), "last_dose-week-1"),
        (14, {"last_dose-week-1"}, None),
        (18, {"last_dose-week-1"}, "last_dose-week-2"),
        (18, {"last_dose-week-2"}, None),
        (100, {"last_dose-week-12"}, None),
        (100, set(), "last_dose-week-12"),
    ],
)
def test_the_team_calls_about_the_newest_that_is_missing(
    after: int, sent: set[str], expected: str | None
) -> None:
    found = due.missed_on(ALL, day(after), sent=sent)
    assert (found.occurrence if found else None) == expected


DAYS = st.integers(-10, 2400).map(day)


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)))
def test_no_two_can_be_sent_on_one_day(anchor: date) -> None:
    every = due.occurrences(CHECK_IN, {"last_dose": anchor})
    assert all(one.closes < other.opens for one, other in pairwise(every))


@given(DAYS, st.sets(st.sampled_from([one.occurrence for one in ALL])))
def test_what_was_sent_is_neither_due_nor_missed(when: date, sent: set[str]) -> None:
    for found in (due.open_on(ALL, when, sent=sent), due.missed_on(ALL, when, sent=sent)):
        assert found is None or found.occurrence not in sent


@given(DAYS)
def test_what_comes_next_opens_later(when: date) -> None:
    found = due.next_after(ALL, when)
    assert found is None or found.opens > when
