"""Whom nothing reaches: when somebody counts as such, and when no more."""

from __future__ import annotations

import pytest

from portal.accounts.roles import Role
from portal.outcome import Outcome
from tests.support.notices import NoticesAtDesk, add_partner, nothing_arrives, opened, work
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.work import Worker

ELEANOR, WALTER = "eleanor@example.org", "walter@example.org"


@pytest.fixture
def team(portal: Portal) -> NoticesAtDesk:
    return NoticesAtDesk(portal, portal.enrol(email=ELEANOR, code="P-1"), portal.at_desk().browser)


def waits(team: NoticesAtDesk) -> list[str]:
    """Whom the work queue and the page of reminders name: they always agree."""
    names = [row["words"] for row in Worker(team.desk).rows("unreached")]
    found = team.ahead()
    assert [one["to"] for one in found["unreached"]] == names
    assert found["numbers"]["unreached"] == len(names)
    since = {one["name"]: one["unreached_since"] for one in team.notices()["told"]}
    assert {name for name, at in since.items() if at} == set(names)
    return names


def later(portal: Portal) -> None:
    portal.clock.turn(minutes=10)


def test_who_got_none_of_a_notice_waits_for_a_call(portal: Portal, team: NoticesAtDesk) -> None:
    assert waits(team) == []
    lost = team.lost()
    assert waits(team) == ["Eleanor Whitfield"]
    row = Worker(team.desk).row("unreached")
    assert (row["object_id"], row["state"], row["since"]) == (
        *(lost["id"], "message", lost["due_at"]),
    )
    assert (row["who"]["code"], row["may_act"]) == ("P-1", True)


def test_she_is_named_once_however_many_were_lost(portal: Portal, team: NoticesAtDesk) -> None:
    team.lost()
    team.remind("visit")
    team.remind("claimable")
    nothing_arrives(portal)
    later(portal)
    last = team.lost()
    assert waits(team) == ["Eleanor Whitfield"]
    assert Worker(team.desk).row("unreached")["object_id"] == last["id"]
    assert len(team.ahead()["failed"]) == 3


def test_a_mail_that_was_taken_later_reaches_her(portal: Portal, team: NoticesAtDesk) -> None:
    lost = team.lost()
    later(portal)
    team.remind()
    work(portal)
    assert waits(team) == []
    assert [one["id"] for one in team.ahead()["failed"]] == [lost["id"]]


def test_a_push_that_was_taken_does_not_until_her_phone_shows_it(
    portal: Portal, team: NoticesAtDesk
) -> None:
    team.lost()
    later(portal)
    made = team.remind()
    work(portal, push=Outcome.ACCEPTED)
    assert waits(team) == ["Eleanor Whitfield"]
    opened(portal, made["id"])
    assert waits(team) == []


def test_a_notice_that_arrives_after_all_reaches_her(portal: Portal, team: NoticesAtDesk) -> None:
    lost = team.lost()
    opened(portal, lost["id"])
    assert waits(team) == []
    assert team.ahead()["numbers"]["failed"] == 0


def test_somebody_who_called_her_says_so_and_the_earlier_ones_are_settled(
    portal: Portal, team: NoticesAtDesk
) -> None:
    team.lost()
    later(portal)
    lost = team.lost()
    settled = done(team.handle(lost, "She comes on Monday"))
    assert (settled["handled_by"], settled["waits"]) == ("Coordinator miami", False)
    assert waits(team) == []
    assert team.ahead()["failed"] == []
    assert {one["handled_by"] for one in team.notices()["past"]} == {"Coordinator miami"}
    path = f"/api/staff/participants/{team.participant.id}/history"
    kept = [row for row in done(team.desk.get(path))["rows"] if row["action"] == "handled"]
    assert [row["reason"] for row in kept] == ["She comes on Monday"] * 2


def test_saying_it_twice_is_saying_it_once(portal: Portal, team: NoticesAtDesk) -> None:
    lost = team.lost()
    first = done(team.handle(lost))
    later(portal)
    team.desk = portal.at_desk(Role.INVESTIGATOR).browser
    assert done(team.handle(lost)) == first


def test_what_did_not_fail_needs_nobody_to_take_care_of_it(
    portal: Portal, team: NoticesAtDesk
) -> None:
    made = team.remind()
    problem(team.handle(made), 422, "not_failed")
    work(portal)
    problem(team.handle(made), 422, "not_failed")


def test_what_is_lost_after_a_call_counts_anew(portal: Portal, team: NoticesAtDesk) -> None:
    done(team.handle(team.lost()))
    later(portal)
    team.lost()
    assert waits(team) == ["Eleanor Whitfield"]


def test_a_care_partner_is_named_by_her_own_name(portal: Portal, team: NoticesAtDesk) -> None:
    partner = add_partner(portal, team.participant, WALTER)
    team.lost(account_id=partner)
    assert waits(team) == ["Walter"]


def test_who_left_the_study_waits_for_no_call(portal: Portal, team: NoticesAtDesk) -> None:
    team.lost()
    done(portal.at_desk().move(team.participant.id, "withdrawn", reason="Moved"))
    assert waits(team) == []


def test_a_monitor_sees_who_waits_and_may_not_have_it(portal: Portal, team: NoticesAtDesk) -> None:
    team.lost()
    team.desk = portal.at_desk(Role.MONITOR).browser
    assert waits(team) == ["Eleanor Whitfield"]
    assert Worker(team.desk).row("unreached")["may_act"] is False
