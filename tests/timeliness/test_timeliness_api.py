"""How long people wait for the team, by site and month: the numbers, and who sees them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.roles import Role
from portal.schedule.office_hours import after, minutes_between
from portal.study.file import read
from portal.timeliness.spread import spread_of
from tests.support.messages import ELEANOR, Team, Writer
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser
from tests.support.world import SAMPLE_STUDY

MIAMI = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name="sample").site("miami")
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_half_and_nine_of_ten_are_within_what_is_said(minutes: list[int]) -> None:
    found = spread_of(minutes)
    assert found.median is not None
    assert found.nine_of_ten is not None
    assert sum(one <= found.median for one in minutes) * 2 >= len(minutes)
    assert sum(one < found.median for one in minutes) * 2 <= len(minutes)
    assert sum(one <= found.nine_of_ten for one in minutes) * 10 >= len(minutes) * 9
    assert {found.median, found.nine_of_ten} <= set(minutes)


@given(INSTANTS, st.integers(1, 3000))
def test_the_minutes_up_to_a_limit_are_those_of_the_limit(start: datetime, minutes: int) -> None:
    end = after(MIAMI, start, minutes)
    assert minutes_between(MIAMI, start, end) == minutes
    assert minutes_between(MIAMI, end, start) == 0


def numbers(browser: Browser) -> dict[tuple[str, bool, bool], dict[str, Any]]:
    """The cells by measure, and whether they are of one site and of one month."""
    cells = done(browser.get("/api/staff/timeliness"))["cells"]
    return {
        (one["measure"], one["site_id"] is not None, one["month"] is not None): one for one in cells
    }


def test_the_wait_for_an_answer_is_counted_in_hours_of_the_site(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    portal.clock.now = datetime(2026, 3, 6, 21, 0, tzinfo=UTC)  # a Friday, 16:00 in Miami
    her = Writer(portal)
    thread = her.write("Hello")["id"]
    portal.clock.now = datetime(2026, 3, 9, 12, 30, tzinfo=UTC)  # Monday, 8:30: clocks changed
    team = Team(portal)
    team.answer(thread, "Yes")
    found = numbers(team.desk)
    assert set(found) == {
        ("answer", *which) for which in ((True, True), (True, False), (False, True), (False, False))
    }
    whole = found["answer", False, False]
    assert (whole["count"], whole["nine_of_ten"]) == (1, whole["median"])
    assert 85 <= whole["median"] <= 95


def test_what_is_late_now_is_counted_by_site(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    Writer(portal).write("Hello")
    portal.clock.now += timedelta(days=5)
    shown = done(Team(portal).desk.get("/api/staff/timeliness"))
    assert shown["overdue"] == [
        {"measure": "answer", "site_id": str(portal.world.home.id), "count": 1}
    ]


def test_each_sees_the_measures_that_she_may_read_and_her_own_sites_alone(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    her, team = Writer(portal), Team(portal)
    team.answer(her.write("Hello")["id"], "Yes")
    finance = portal.at_desk(Role.FINANCE).browser
    shown = done(finance.get("/api/staff/timeliness"))
    assert [one["key"] for one in shown["measures"]] == ["payment"]
    away = done(portal.at_other_desk().browser.get("/api/staff/timeliness"))
    assert (away["cells"], away["overdue"]) == ([], [])
    table = team.desk.get("/api/staff/timeliness.csv").get_data(as_text=True).splitlines()
    assert table[0].startswith("measure,site,month,number")
    assert len(table) == 5
