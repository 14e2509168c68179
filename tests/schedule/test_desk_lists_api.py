"""The lists of visits at the desk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.portal import Portal
from tests.support.problems import done

INSIDE = "2026-03-12"


@pytest.fixture
def visit(portal: Portal) -> UUID:
    """Month 3, from 5 to 19 March."""
    return portal.visit_id(portal.enrol(email="eleanor@example.org"), "month-3")


def test_the_lists_of_the_desk_follow_the_state_of_a_visit(portal: Portal, visit: UUID) -> None:
    def states() -> list[str]:
        names = ("to_book", "booked", "outcome_missing", "late", "all")
        browser = portal.at_desk().browser
        rows = {
            name: done(browser.get(f"/api/staff/visits?state={name}&page_size=200"))["rows"]
            for name in names
        }
        return [name for name in names if str(visit) in {row["id"] for row in rows[name]}]

    assert states() == ["to_book", "all"]
    done(portal.at_desk().book(visit, INSIDE, "09:30"))
    assert states() == ["booked", "all"]
    portal.clock.now = portal.clock.now.replace(day=12, hour=18)
    assert states() == ["outcome_missing", "late", "all"]
    done(portal.at_desk().outcome(visit, "done"))
    assert states() == ["all"]


def test_the_list_can_be_narrowed_to_days_of_the_sites_calendar(
    portal: Portal, visit: UUID
) -> None:
    done(portal.at_desk().book(visit, INSIDE, "22:00"))  # the 13th already in UTC

    def listed(first: str, last: str) -> bool:
        path = f"/api/staff/visits?from={first}&to={last}&page_size=200"
        rows = done(portal.at_desk().browser.get(path))["rows"]
        return str(visit) in {row["id"] for row in rows}

    assert listed(INSIDE, INSIDE)
    assert not listed("2026-03-13", "2026-03-30")
    assert not listed("2026-03-01", "2026-03-11")
    assert listed("2026-03-01", "2026-03-30")
    done(portal.at_desk().book(visit, "2026-03-13", "00:00"))
    assert not listed(INSIDE, INSIDE)
    assert listed("2026-03-13", "2026-03-13")


def test_a_visit_long_before_its_window_is_not_listed_as_to_be_booked(portal: Portal) -> None:
    participant = portal.enrol()
    month_6 = str(portal.visit_id(participant, "month-6"))  # opens on 5 June

    def listed() -> bool:
        rows = done(portal.at_desk().browser.get("/api/staff/visits?state=to_book"))["rows"]
        return month_6 in {row["id"] for row in rows}

    portal.clock.now += timedelta(days=34)  # 5 April: 61 days before
    assert not listed()
    portal.clock.now += timedelta(days=1)
    assert listed()
