"""The calendar and the clock: month ends, leap years, windows, daylight saving, progress."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.schedule.windows import (
    GapInClock,
    Progress,
    UnknownTimeZone,
    Window,
    phase_range,
    progress,
    shift,
    stop_eating_at,
    to_instant,
    window,
)
from portal.study.definition import Offset, Unit

DAY, WEEK, MONTH = Unit.DAY, Unit.WEEK, Unit.MONTH
DATES = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "count", "unit", "shifted"),
    [
        ("2026-01-31", 1, MONTH, "2026-02-28"),
        ("2028-01-31", 1, MONTH, "2028-02-29"),
        ("2026-01-31", 2, MONTH, "2026-03-31"),
        ("2026-03-31", 1, MONTH, "2026-04-30"),
        ("2026-01-30", 1, MONTH, "2026-02-28"),
        ("2026-12-15", 1, MONTH, "2027-01-15"),
        ("2026-11-30", 3, MONTH, "2027-02-28"),
        ("2028-02-29", 12, MONTH, "2029-02-28"),
        ("2028-02-29", 48, MONTH, "2032-02-29"),
        ("2096-02-29", 48, MONTH, "2100-02-28"),
        ("2026-01-15", -1, MONTH, "2025-12-15"),
        ("2026-03-31", -1, MONTH, "2026-02-28"),
        ("2026-01-31", -13, MONTH, "2024-12-31"),
        ("2026-05-05", 0, MONTH, "2026-05-05"),
        ("2026-02-22", 1, WEEK, "2026-03-01"),
        ("2028-02-22", 1, WEEK, "2028-02-29"),
        ("2026-12-31", 1, DAY, "2027-01-01"),
        ("2026-03-01", -1, DAY, "2026-02-28"),
        ("2026-03-02", -2, WEEK, "2026-02-16"),
    ],
)
def test_a_day_is_shifted_by_the_calendar(day: str, count: int, unit: Unit, shifted: str) -> None:
    assert shift(date.fromisoformat(day), Offset(count, unit)).isoformat() == shifted


def test_occurrences_are_counted_from_the_anchor_and_come_back_to_its_day() -> None:
    anchor = date(2026, 1, 31)

    series = [shift(anchor, Offset(month, MONTH)).day for month in range(1, 5)]

    assert series == [28, 31, 30, 31]


@given(DATES, MONTHS)
def test_months_reach_the_right_month_and_keep_the_day_where_it_exists(
    day: date, months: int
) -> None:
    shifted = shift(day, Offset(months, MONTH))

    assert (shifted.year - day.year) * 12 + shifted.month - day.month == months
    tomorrow = shifted + timedelta(days=1)
    assert shifted.day == day.day or (shifted.day < day.day and tomorrow.day == 1)


@given(DATES, DATES, st.builds(Offset, st.integers(-600, 600), st.sampled_from(Unit)))
def test_an_earlier_day_is_never_shifted_past_a_later_one(
    one: date, other: date, offset: Offset
) -> None:
    first, second = sorted([one, other])

    assert shift(first, offset) <= shift(second, offset)


@given(DATES, st.sampled_from(Unit), st.integers(-300, 300), st.integers(1, 300))
def test_a_longer_offset_is_a_later_day(day: date, unit: Unit, count: int, more: int) -> None:
    assert shift(day, Offset(count, unit)) < shift(day, Offset(count + more, unit))


def test_the_first_and_the_last_year_of_the_calendar_can_be_reached() -> None:
    assert shift(date(9998, 12, 31), Offset(12, MONTH)) == date(9999, 12, 31)
    assert shift(date(2, 1, 1), Offset(-12, MONTH)) == date(1, 1, 1)


def test_a_day_past_the_end_of_the_calendar_is_an_error_and_no_other_day() -> None:
    for unit in Unit:
        with pytest.raises(OverflowError):
            shift(date(9999, 12, 31), Offset(1, unit))


LENGTHS = st.builds(Offset, st.integers(0, 60), st.sampled_from(Unit))


@given(DATES, LENGTHS, LENGTHS)
def test_a_window_holds_its_target_and_both_its_ends(
    target: date, before: Offset, after: Offset
) -> None:
    opened = window(target, before, after)

    assert opened.start <= opened.target == target <= opened.end
    assert target in opened
    assert opened.start in opened
    assert opened.end in opened
    assert opened.start - timedelta(days=1) not in opened
    assert opened.end + timedelta(days=1) not in opened


@given(DATES, DATES, LENGTHS, LENGTHS)
def test_windows_keep_the_order_of_their_targets(
    one: date, other: date, before: Offset, after: Offset
) -> None:
    first, second = (window(day, before, after) for day in sorted([one, other]))

    assert first.start <= second.start
    assert first.end <= second.end


def test_a_window_is_counted_in_its_own_units() -> None:
    assert window(date(2028, 3, 31), Offset(1, MONTH), Offset(2, WEEK)) == Window(
        start=date(2028, 2, 29), target=date(2028, 3, 31), end=date(2028, 4, 14)
    )


MIAMI, CHICAGO = "America/New_York", "America/Chicago"


@pytest.mark.parametrize(
    ("day", "clock", "zone", "instant"),
    [
        ("2026-01-15", "09:30", MIAMI, "2026-01-15T14:30"),
        ("2026-07-15", "09:30", MIAMI, "2026-07-15T13:30"),
        ("2026-07-15", "09:30", CHICAGO, "2026-07-15T14:30"),
        ("2026-03-08", "01:59", MIAMI, "2026-03-08T06:59"),
        ("2026-03-08", "03:00", MIAMI, "2026-03-08T07:00"),
        ("2026-11-01", "00:59", MIAMI, "2026-11-01T04:59"),
        ("2026-11-01", "01:30", MIAMI, "2026-11-01T05:30"),
        ("2026-11-01", "02:00", MIAMI, "2026-11-01T07:00"),
        ("2026-03-08", "02:30", "America/Phoenix", "2026-03-08T09:30"),
        ("2026-01-15", "00:10", "Asia/Kathmandu", "2026-01-14T18:25"),
    ],
)
def test_a_local_time_is_one_instant(day: str, clock: str, zone: str, instant: str) -> None:
    found = to_instant(date.fromisoformat(day), time.fromisoformat(clock), zone)

    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_the_first_of_an_hour_that_comes_twice_is_chosen_even_when_the_clock_says_second() -> None:
    second = time(1, 30, fold=1)

    assert to_instant(date(2026, 11, 1), second, MIAMI) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "next_valid"),
    [
        ("2026-03-08", "02:00", MIAMI, "2026-03-08T03:00"),
        ("2026-03-08", "02:30", MIAMI, "2026-03-08T03:00"),
        ("2026-03-08", "02:59", CHICAGO, "2026-03-08T03:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-04T02:30"),
        ("2011-12-30", "12:00", "Pacific/Apia", "2011-12-31T00:00"),
        ("2018-11-04", "00:30", "America/Sao_Paulo", "2018-11-04T01:00"),
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_the_next_one_there_is(
    day: str, clock: str, zone: str, next_valid: str
) -> None:
    local = date.fromisoformat(day), time.fromisoformat(clock)

    with pytest.raises(GapInClock) as gap:
        to_instant(*local, zone)

    assert (gap.value.code, gap.value.field, gap.value.zone) == ("gap_in_clock", "time", zone)
    assert gap.value.local == datetime.combine(*local)
    assert gap.value.next_valid == datetime.fromisoformat(next_valid)
    following = gap.value.next_valid
    to_instant(following.date(), following.time(), zone)


ZONES = st.sampled_from(
    [MIAMI, CHICAGO, "America/Phoenix", "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kolkata",
     "Pacific/Apia", "Africa/Casablanca", "America/St_Johns", "UTC"]
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2037, 12, 31))  # noqa: DTZ001


@example(datetime(2026, 3, 8, 2, 30), MIAMI)  # noqa: DTZ001
@example(datetime(2026, 11, 1, 1, 30), MIAMI)  # noqa: DTZ001
@given(MOMENTS, ZONES)
def test_a_local_time_is_shown_again_as_it_was_given_or_refused(local: datetime, zone: str) -> None:
    try:
        instant = to_instant(local.date(), local.time(), zone)
    except GapInClock as found:
        gap = found
    else:
        assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == local
        earlier = (instant - timedelta(hours=1)).astimezone(ZoneInfo(zone))
        assert earlier.replace(tzinfo=None, fold=0) != local, "it is the first of the two"
        return

    assert gap.next_valid > local.replace(microsecond=0)
    to_instant(gap.next_valid.date(), gap.next_valid.time(), zone)
    just_before = gap.next_valid - timedelta(seconds=1)
    with pytest.raises(GapInClock):
        to_instant(just_before.date(), just_before.time(), zone)


@pytest.mark.parametrize("zone", ["America/Miami", "", "../../etc/passwd", "/etc/localtime", "a\0"])
def test_an_unknown_time_zone_is_named(zone: str) -> None:
    with pytest.raises(UnknownTimeZone) as unknown:
        to_instant(date(2026, 1, 1), time(9), zone)

    assert (unknown.value.code, unknown.value.zone) == ("unknown_time_zone", zone)


def test_a_clock_with_a_zone_of_its_own_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        to_instant(date(2026, 1, 1), time(9, tzinfo=UTC), MIAMI)


@pytest.mark.parametrize(
    ("starts", "hours", "local_stop"),
    [
        ("2026-05-05T07:30", 4, "03:30"),
        ("2026-03-08T06:00", 6, "23:00"),
        ("2026-11-01T06:00", 6, "01:00"),
    ],
)
def test_hours_without_food_are_hours_that_pass(starts: str, hours: int, local_stop: str) -> None:
    local = datetime.fromisoformat(starts)
    starts_at = to_instant(local.date(), local.time(), MIAMI)

    stop = stop_eating_at(starts_at, hours)

    assert starts_at - stop == timedelta(hours=hours)
    assert stop.tzinfo is UTC
    assert f"{stop.astimezone(ZoneInfo(MIAMI)):%H:%M}" == local_stop


def test_an_appointment_in_local_time_loses_no_hour_to_the_change_of_clocks() -> None:
    at_six = datetime(2026, 3, 8, 6, tzinfo=ZoneInfo(MIAMI))

    assert stop_eating_at(at_six, 6) == datetime(2026, 3, 8, 4, tzinfo=UTC)


def test_a_naive_instant_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="aware"):
        stop_eating_at(datetime(2026, 1, 1, 9), 4)  # noqa: DTZ001


MONTHS_36 = (Offset(0, MONTH), Offset(36, MONTH))
FOLLOW_UP = (Offset(36, MONTH), Offset(72, MONTH))
SCREENING = (Offset(0, DAY), Offset(4, WEEK))


@pytest.mark.parametrize(
    ("phase", "today", "expected"),
    [
        (MONTHS_36, "2026-01-31", Progress(MONTH, 1, 36)),
        (MONTHS_36, "2026-02-27", Progress(MONTH, 1, 36)),
        (MONTHS_36, "2026-02-28", Progress(MONTH, 2, 36)),
        (MONTHS_36, "2026-03-30", Progress(MONTH, 2, 36)),
        (MONTHS_36, "2026-03-31", Progress(MONTH, 3, 36)),
        (MONTHS_36, "2026-08-01", Progress(MONTH, 7, 36)),
        (MONTHS_36, "2029-01-30", Progress(MONTH, 36, 36)),
        (FOLLOW_UP, "2029-01-31", Progress(MONTH, 1, 36)),
        (FOLLOW_UP, "2032-01-30", Progress(MONTH, 36, 36)),
        (SCREENING, "2026-01-31", Progress(WEEK, 1, 4)),
        (SCREENING, "2026-02-06", Progress(WEEK, 1, 4)),
        (SCREENING, "2026-02-07", Progress(WEEK, 2, 4)),
        (SCREENING, "2026-02-27", Progress(WEEK, 4, 4)),
        ((Offset(1, WEEK), Offset(2, MONTH)), "2026-02-07", Progress(DAY, 1, 52)),
        ((Offset(1, WEEK), Offset(2, MONTH)), "2026-03-30", Progress(DAY, 52, 52)),
    ],
)
def test_progress_counts_the_first_day_as_one(
    phase: tuple[Offset, Offset], today: str, expected: Progress
) -> None:
    assert progress(date(2026, 1, 31), *phase, date.fromisoformat(today)) == expected


@pytest.mark.parametrize("today", ["2026-01-30", "2029-01-31"])
def test_a_day_outside_a_phase_has_no_progress(today: str) -> None:
    with pytest.raises(ValueError, match="outside the phase"):
        progress(date(2026, 1, 31), *MONTHS_36, date.fromisoformat(today))


@given(DATES, st.integers(0, 60), st.integers(1, 60), st.sampled_from(Unit), st.data())
def test_progress_goes_from_one_to_all_and_never_back(
    anchor: date, start: int, length: int, unit: Unit, data: st.DataObject
) -> None:
    starts, ends = Offset(start, unit), Offset(start + length, unit)
    first, last = phase_range(anchor, starts, ends)

    assert progress(anchor, starts, ends, first) == Progress(unit, 1, length)
    assert progress(anchor, starts, ends, last) == Progress(unit, length, length)
    day = data.draw(st.dates(first, last))
    number = progress(anchor, starts, ends, day).number
    assert shift(anchor, Offset(start + number - 1, unit)) <= day
    assert day < shift(anchor, Offset(start + number, unit))


@given(DATES, st.integers(0, 60), st.integers(1, 60), st.integers(1, 60))
def test_phases_follow_each_other_without_gap_or_overlap(
    anchor: date, start: int, one: int, two: int
) -> None:
    a, b, c = (Offset(count, MONTH) for count in (start, start + one, start + one + two))

    assert phase_range(anchor, a, b)[1] + timedelta(days=1) == phase_range(anchor, b, c)[0]
