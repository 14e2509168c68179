"""When a site answers its telephone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schedule.office_hours import after, day_off, is_open, opens_next
from portal.study.definition import Site
from portal.study.file import read
from tests.support.world import SAMPLE_STUDY

STUDY = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name="sample")
CHICAGO = STUDY.site("chicago")
ZONE = ZoneInfo("America/Chicago")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# Open Monday to Thursday 8:30 to 16:30, Friday 8:30 to 13:00. 2 March 2026 is a Monday.
@pytest.mark.parametrize(
    ("now", "opened", "opens"),
    [
        ("2026-03-02T08:29", False, "2026-03-02T08:30"),
        ("2026-03-02T08:30", True, None),
        ("2026-03-02T16:29", True, None),
        ("2026-03-02T16:30", False, "2026-03-03T08:30"),
        ("2026-03-06T12:59", True, None),
        ("2026-03-06T13:00", False, "2026-03-09T08:30"),  # the clocks change in between
        ("2026-03-08T12:00", False, "2026-03-09T08:30"),
        ("2026-10-30T18:00", False, "2026-11-02T08:30"),
    ],
)
def test_the_office_is_open_in_its_hours_and_says_when_it_opens_next(
    now: str, opened: bool, opens: str | None
) -> None:
    assert is_open(CHICAGO, at(now)) is opened
    assert opens_next(CHICAGO, at(now)) == (at(opens) if opens else None)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(ZONE)))  # noqa: DTZ001
def test_at_the_time_it_opens_next_it_is_open_and_not_before(now: datetime) -> None:
    opens = opens_next(CHICAGO, now)
    assert (opens is None) is is_open(CHICAGO, now)
    if opens is not None:
        assert opens > now
        assert is_open(CHICAGO, opens)


def test_a_site_without_hours_never_opens() -> None:
    values = {name: getattr(CHICAGO, name) for name in CHICAGO.__dataclass_fields__}
    silent = Site(**values | {"hours": ()})
    assert opens_next(silent, at("2026-03-02T12:00")) is None
    assert is_open(silent, at("2026-03-02T12:00")) is False


@pytest.mark.parametrize(
    ("start", "minutes", "by"),
    [
        ("2026-03-02T09:00", 60, "2026-03-02T10:00"),
        ("2026-03-02T16:00", 60, "2026-03-03T09:00"),
        ("2026-03-02T16:30", 60, "2026-03-03T09:30"),
        ("2026-03-02T03:00", 60, "2026-03-02T09:30"),
        ("2026-03-06T12:30", 60, "2026-03-09T09:00"),  # a weekend, and the clocks change in it
        ("2026-03-02T08:30", 480, "2026-03-02T16:30"),
        ("2026-03-02T08:30", 481, "2026-03-03T08:31"),
    ],
)
def test_minutes_count_in_the_hours_of_the_site_only(start: str, minutes: int, by: str) -> None:
    assert after(CHICAGO, at(start), minutes) == at(by)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(ZONE))  # noqa: DTZ001


@given(MOMENTS, st.integers(1, 5000), st.integers(1, 5000))
def test_more_minutes_end_later_and_two_stretches_add_up(now: datetime, one: int, two: int) -> None:
    first = after(CHICAGO, now, one)
    assert now < first < after(CHICAGO, now, one + two)
    assert after(CHICAGO, first, two) == after(CHICAGO, now, one + two)


def test_a_site_without_hours_counts_the_clock() -> None:
    values = {name: getattr(CHICAGO, name) for name in CHICAGO.__dataclass_fields__}
    silent = Site(**values | {"hours": ()})
    assert after(silent, at("2026-03-07T22:00"), 120) == at("2026-03-08T00:00")


# 26 November 2026 is Thanksgiving, a Thursday; 3 July 2026 stands for Saturday the 4th.
@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-25T17:00", "2026-11-27T08:30"),
        ("2026-11-26T10:00", "2026-11-27T08:30"),
        ("2026-07-02T17:00", "2026-07-06T08:30"),
        ("2026-12-24T17:00", "2026-12-28T08:30"),
    ],
)
def test_a_holiday_is_no_day_of_work(now: str, opens: str) -> None:
    assert not is_open(CHICAGO, at(now))
    assert opens_next(CHICAGO, at(now)) == at(opens)


def test_a_limit_in_hours_of_the_site_passes_over_holidays_and_days_off() -> None:
    assert after(CHICAGO, at("2026-11-25T16:00"), 60) == at("2026-11-27T09:00")
    closed = replace(CHICAGO, closed_on=frozenset({date(2026, 11, 27)}))
    assert day_off(closed, date(2026, 11, 27))
    assert after(closed, at("2026-11-25T16:00"), 60) == at("2026-11-30T09:00")
    no_holidays = replace(CHICAGO, holidays=None)
    assert after(no_holidays, at("2026-11-25T16:00"), 60) == at("2026-11-26T09:00")
