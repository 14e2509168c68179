"""What the team sees of the notices about a participant, and reminding her by hand."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.outcome import Outcome
from portal.reminders import planning, wishes
from portal.study.reminders.definition import About
from tests.support.notices import NoticesAtDesk, account_id, add_partner, opened, work
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.statements import statements
from tests.support.world import TESTER

ELEANOR, WALTER = "eleanor@example.org", "walter@example.org"


@pytest.fixture
def team(portal: Portal) -> NoticesAtDesk:
    """The coordinator of the home site, before a participant there."""
    return NoticesAtDesk(portal, portal.enrol(email=ELEANOR, code="P-1"), portal.at_desk().browser)


def turn_off(portal: Portal, about: About) -> None:
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        her = UUID(account_id(portal, ELEANOR))
        wishes.turn_off(session, her, about, now=portal.clock.now)


def book(team: NoticesAtDesk, days: int) -> str:
    """Her month 3 is booked so many days from now, and what is due about it is planned."""
    portal = team.portal
    visit = portal.visit_id(team.participant, "month-3")
    done(portal.at_desk().book(visit, portal.today + timedelta(days=days)))
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        catalog = portal.world.catalog
        planning.plan_people(session, catalog, [team.participant.id], now=portal.clock.now)
    return str(visit)


def test_who_is_told_is_named_with_what_she_chose_otherwise(
    portal: Portal, team: NoticesAtDesk
) -> None:
    turn_off(portal, About.MESSAGE)
    [her] = team.notices()["told"]
    assert (her["name"], her["role"], her["devices"]) == ("Eleanor Whitfield", "participant", 0)
    assert her["choices"] == [{"about": "message", "choice": "none"}]
    assert her["unreached_since"] is None


def test_what_comes_stands_apart_from_what_was_with_each_try(
    portal: Portal, team: NoticesAtDesk
) -> None:
    book(team, days=3)
    made = team.remind("message")
    work(portal)
    found = team.notices()
    visits = [one["rule"] for one in found["planned"] if one["about"] == "visit"]
    assert visits == ["visit_tomorrow", "visit_today"]
    assert [one["about"] for one in found["past"] if not one["by_hand"]] == ["visit_change"]
    past = next(one for one in found["past"] if one["id"] == made["id"])
    assert (past["status"], past["by_hand"]) == ("sent", "Coordinator miami")
    assert past["to"] == "Eleanor Whitfield"
    tries = [(one["channel"], one["outcome"], one["status_code"]) for one in past["tries"]]
    assert tries == [("push", "no_address", 550), ("mail", "accepted", 201)]
    opened(portal, past["id"])
    again = next(one for one in team.notices()["past"] if one["id"] == made["id"])
    assert again["status"] == "opened"


def test_what_is_older_than_three_months_is_not_shown(portal: Portal, team: NoticesAtDesk) -> None:
    team.remind()
    work(portal)
    portal.clock.turn(days=91)
    team.desk = portal.at_desk().browser
    assert team.notices()["past"] == []


def test_the_number_of_statements_does_not_depend_on_how_many_notices_there_are(
    portal: Portal, team: NoticesAtDesk
) -> None:
    def taken() -> int:
        with statements(portal.database.engine) as seen:
            team.notices()
            team.ahead()
        return len(seen)

    team.remind()
    work(portal)
    team.remind("claimable")
    team.notices()  # that she opens the record is noted once
    few = taken()
    for about in ("check_in", "consent"):
        team.remind(about)
    work(portal)
    add_partner(portal, team.participant, WALTER)
    team.remind("message", account_id=account_id(portal, WALTER))
    assert taken() == few <= 24


def test_a_reminder_by_hand_leads_to_where_it_is_done(portal: Portal, team: NoticesAtDesk) -> None:
    pages = {
        "visit": "/schedule",
        "check_in": "/check-in",
        "message": "/messages",
        "claimable": "/travel",
        "consent": "/consent",
    }
    assert {about: team.page_of(team.remind(about)) for about in pages} == pages
    visit = book(team, days=10)
    assert team.page_of(team.remind("visit")) == f"/visits/{visit}"


def test_its_words_speak_of_no_day_that_a_rule_of_the_calendar_names(
    portal: Portal, team: NoticesAtDesk
) -> None:
    assert team.remind("visit")["rule"] == "now.visit"


def test_the_planner_leaves_what_was_sent_by_hand(portal: Portal, team: NoticesAtDesk) -> None:
    made = team.remind("visit")
    book(team, days=3)
    assert made["id"] in {one["id"] for one in team.notices()["planned"]}


def test_sent_twice_it_is_one_and_another_under_the_same_id_is_refused(
    portal: Portal, team: NoticesAtDesk
) -> None:
    same = str(uuid4())
    first = team.remind("message", id=same)
    assert team.remind("message", id=same)["id"] == first["id"]
    problem(team.try_remind("visit", id=same), 409, "id_in_use")
    work(portal)
    assert team.remind("message", id=same)["status"] == "sent"
    assert len(team.notices()["past"]) == 1


def test_what_she_turned_off_is_not_sent(portal: Portal, team: NoticesAtDesk) -> None:
    turn_off(portal, About.MESSAGE)
    refused = problem(team.try_remind("message"), 422, "turned_off")
    assert refused["errors"][0]["field"] == "about"
    assert "call" in refused["detail"]
    assert team.remind("visit")["status"] == "planned"


def test_what_is_for_her_safety_is_sent_all_the_same(portal: Portal, team: NoticesAtDesk) -> None:
    turn_off(portal, About.CONSENT)
    assert team.remind("consent")["safety"] is True


def test_a_care_partner_is_reminded_of_what_she_hears_of(
    portal: Portal, team: NoticesAtDesk
) -> None:
    partner = add_partner(portal, team.participant, WALTER)
    assert team.remind("visit", account_id=partner)["to"] == "Walter"
    for about in ("check_in", "consent"):
        problem(team.try_remind(about, account_id=partner), 422, "not_for_partner")


def test_nobody_else_can_be_reminded_by_way_of_her(portal: Portal, team: NoticesAtDesk) -> None:
    portal.enrol(email="ruth@example.org", code="P-2")
    for other in (account_id(portal, "ruth@example.org"), str(uuid4())):
        problem(team.try_remind("message", account_id=other), 404, "not_found")


def test_who_left_is_not_reminded(portal: Portal, team: NoticesAtDesk) -> None:
    done(portal.at_desk().move(team.participant.id, "withdrawn", reason="Moved"))
    problem(team.try_remind("message"), 422, "not_taking_part")


@pytest.mark.parametrize("about", ["news", "test", "claim", "visit_change", "lunch", None])
def test_what_happens_by_itself_is_not_sent_by_hand(team: NoticesAtDesk, about: str | None) -> None:
    problem(team.desk.post(team.path, team.body(about)), 422, "invalid")


def test_in_the_night_it_waits_for_the_morning(portal: Portal, team: NoticesAtDesk) -> None:
    portal.clock.turn(hours=13)
    team.desk = portal.at_desk().browser
    assert team.remind("message")["due_at"] == "2026-03-03T13:00:00Z"


def test_a_monitor_reads_and_sends_nothing(portal: Portal, team: NoticesAtDesk) -> None:
    lost = team.lost()
    team.desk = portal.at_desk(Role.MONITOR).browser
    found = team.notices()
    assert (found["may_send"], found["past"][0]["waits"]) == (False, False)
    problem(team.try_remind(), 403, "not_allowed")
    problem(team.handle(lost), 403, "not_allowed")


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMIN])
def test_who_has_no_business_with_it_sees_nothing(
    portal: Portal, team: NoticesAtDesk, role: Role
) -> None:
    desk = portal.at_desk(role).browser
    for path in (team.path, "/api/staff/reminders"):
        problem(desk.get(path), 403, "not_allowed")


def test_another_sites_team_does_not_find_her_or_her_notices(
    portal: Portal, team: NoticesAtDesk
) -> None:
    lost = team.lost()
    team.desk = portal.at_other_desk().browser
    problem(team.desk.get(team.path), 404, "not_found")
    problem(team.try_remind(), 404, "not_found")
    problem(team.handle(lost), 404, "not_found")
    found = team.ahead()
    assert (found["failed"], found["unreached"], found["rows"]) == ([], [], [])


def test_a_device_that_does_not_answer_is_named_as_unconfirmed(
    portal: Portal, team: NoticesAtDesk
) -> None:
    made = team.remind()
    work(portal, push=Outcome.ACCEPTED)
    found = team.ahead(show="unconfirmed")
    assert [one["id"] for one in found["rows"]] == [made["id"]]
    numbers = found["numbers"]
    assert (numbers["sent"], numbers["unconfirmed"], numbers["planned"]) == (1, 1, 0)
    opened(portal, made["id"])
    assert team.ahead(show="unconfirmed")["rows"] == []
    assert [one["status"] for one in team.ahead(show="sent")["rows"]] == ["opened"]
