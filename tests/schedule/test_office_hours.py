"""When a site answers its telephone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schedule.office_hours import is_open, opens_next
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
