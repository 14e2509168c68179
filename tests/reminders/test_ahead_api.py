"""What goes out at a site in the next days: by its own calendar, and only there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.reminders import planning
from tests.support.notices import NoticesAtDesk, work
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.world import TESTER

ELEANOR, SYLVIA = "eleanor@example.org", "sylvia@example.org"


@pytest.fixture
def team(portal: Portal) -> NoticesAtDesk:
    """A participant at each site with a visit in three days, and the home site's coordinator."""
    eleanor = portal.enrol(email=ELEANOR, code="P-1")
    sylvia = portal.enrol(email=SYLVIA, code="P-2", site=portal.world.away)
    day = portal.today + timedelta(days=3)
    for desk, one in ((portal.at_desk(), eleanor), (portal.at_other_desk(), sylvia)):
        done(desk.book(portal.visit_id(one, "month-3"), day))
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        people = [eleanor.id, sylvia.id]
        planning.plan_people(session, portal.world.catalog, people, now=portal.clock.now)
    return NoticesAtDesk(portal, eleanor, portal.at_desk().browser)


def everywhere(team: NoticesAtDesk) -> NoticesAtDesk:
    """The same coordinator, at both sites from now on."""
    email = team.portal.world.staff[Role.COORDINATOR].email
    team.portal.join(email, Role.COORDINATOR, team.portal.world.away)
    team.desk = team.portal.at_desk().browser
    return team


def test_each_day_says_how_many_of_which_kind(team: NoticesAtDesk) -> None:
    visits = [one for one in team.ahead(days=4)["by_day"] if one["about"] == "visit"]
    assert visits == [
        {"day": "2026-03-04", "about": "visit", "n": 1},
        {"day": "2026-03-05", "about": "visit", "n": 1},
    ]


def test_the_rows_name_whom_soonest_first(team: NoticesAtDesk) -> None:
    rows = [one for one in team.ahead(days=4)["rows"] if one["about"] == "visit"]
    assert [(one["who"]["code"], one["rule"], one["due_at"]) for one in rows] == [
        ("P-1", "visit_tomorrow", "2026-03-04T14:00:00Z"),
        ("P-1", "visit_today", "2026-03-05T13:00:00Z"),
    ]
    assert {one["to"] for one in rows} == {"Eleanor Whitfield"}


def test_today_alone_is_what_is_left_of_it(team: NoticesAtDesk) -> None:
    found = team.ahead(days=1)
    assert {one["day"] for one in found["by_day"]} <= {"2026-03-02"}
    assert found["numbers"]["planned"] == len(found["rows"])


def test_sites_are_counted_by_their_own_calendar(team: NoticesAtDesk) -> None:
    both = everywhere(team).ahead(days=4)
    visits = [(one["day"], one["n"]) for one in both["by_day"] if one["about"] == "visit"]
    assert visits == [("2026-03-04", 2), ("2026-03-05", 2)]
    away = str(team.portal.world.away.id)
    assert {one["who"]["code"] for one in team.ahead(days=4, site=away)["rows"]} == {"P-2"}


def test_a_site_that_is_not_hers_has_nothing_for_her(team: NoticesAtDesk) -> None:
    found = team.ahead(site=str(team.portal.world.away.id))
    assert (found["rows"], found["by_day"], found["numbers"]["planned"]) == ([], [], 0)


def test_what_went_out_is_no_longer_planned(team: NoticesAtDesk) -> None:
    before = team.ahead()["numbers"]["planned"]
    team.portal.clock.turn(days=2)
    work(team.portal)
    team.desk = team.portal.at_desk().browser
    numbers = team.ahead(days=6)["numbers"]
    assert numbers["sent"] >= 1
    assert numbers["planned"] < before


@pytest.mark.parametrize("query", [{"days": 0}, {"days": 9}, {"show": "all"}, {"site": "here"}])
def test_what_cannot_be_asked_for_is_refused(team: NoticesAtDesk, query: dict[str, str]) -> None:
    problem(team.desk.get("/api/staff/reminders", query_string=query), 422, "invalid")
