"""Taking work, giving it back, handing it over, putting it off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from portal.study.reminders.definition import About
from tests.support.check_ins import STRONG, Reporter, Team
from tests.support.claims import Reviewer, Traveller, travelled
from tests.support.consenting import Reader
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.reminding import Reminding
from tests.support.work import Worker
from tests.support.world import TESTER

QUESTION = "question"


def leave(portal: Portal, role: Role) -> None:
    """That person's membership ends."""
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        account = portal.world.staff[role].id
        theirs = sa.select(Membership).where(Membership.account_id == account)
        session.scalars(theirs).one().ended_at = portal.clock.now


def test_who_takes_a_thing_has_it_and_everyone_sees_so(
    asked: Reader, grace: Worker, helen: Worker
) -> None:
    assert (grace.row(QUESTION)["taken_by"], grace.row(QUESTION)["mine"]) == (None, False)
    taken = done(grace.take(QUESTION))
    assert (taken["taken_by"], taken["mine"]) == ("Coordinator miami", True)
    assert (helen.row(QUESTION)["taken_by"], helen.row(QUESTION)["mine"]) == (
        "Coordinator miami",
        False,
    )
    assert [row["kind"] for row in grace.rows(mine="true")] == [QUESTION]
    assert helen.rows(mine="true") == []
    assert (grace.counts()[QUESTION]["mine"], helen.counts()[QUESTION]["mine"]) == (1, 0)


def test_of_two_who_take_it_at_once_the_second_is_told(
    asked: Reader, grace: Worker, helen: Worker
) -> None:
    seen = grace.row(QUESTION)
    done(helen.take(QUESTION, seen))
    problem(grace.take(QUESTION, seen), 409, "stale")
    assert grace.row(QUESTION)["taken_by"] == "Investigator miami"
    assert done(grace.take(QUESTION))["mine"]  # seen anew, she may take it over


def test_taking_what_one_has_changes_nothing(asked: Reader, grace: Worker) -> None:
    seen = done(grace.take(QUESTION))
    before = grace.pulse()
    assert done(grace.take(QUESTION, seen)) == seen
    assert grace.pulse() == before


def test_only_who_has_it_gives_it_back(asked: Reader, grace: Worker, helen: Worker) -> None:
    done(grace.take(QUESTION))
    told = problem(helen.release(QUESTION), 422, "work_of_other")
    assert "Coordinator miami" in told["detail"]
    assert done(grace.release(QUESTION))["taken_by"] is None
    assert done(grace.release(QUESTION))["taken_by"] is None


def test_it_goes_to_a_colleague_who_may_act_on_it(
    portal: Portal, asked: Reader, grace: Worker, helen: Worker
) -> None:
    assert grace.people(QUESTION) == ["Coordinator miami", "Investigator miami"]
    account = portal.world.staff[Role.INVESTIGATOR].id
    assert done(grace.hand_over(QUESTION, account))["taken_by"] == "Investigator miami"
    assert helen.row(QUESTION)["mine"]


@pytest.mark.parametrize(
    ("role", "code"), [(Role.FINANCE, "person_barred"), (Role.MONITOR, "person_barred")]
)
def test_it_goes_to_nobody_whose_role_only_looks_on(
    portal: Portal, asked: Reader, grace: Worker, role: Role, code: str
) -> None:
    told = problem(grace.hand_over(QUESTION, portal.world.staff[role].id), 422, code)
    assert fields_of(told) == ["account_id"]
    assert f"{role.title()} miami" in told["detail"]


def test_a_colleague_who_left_is_refused_with_her_name(
    portal: Portal, asked: Reader, grace: Worker
) -> None:
    leave(portal, Role.INVESTIGATOR)
    assert grace.people(QUESTION) == ["Coordinator miami"]
    helen = portal.world.staff[Role.INVESTIGATOR].id
    told = problem(grace.hand_over(QUESTION, helen), 422, "person_left")
    assert "Investigator miami" in told["detail"]


def test_nothing_is_told_of_people_who_are_not_of_the_team(
    portal: Portal, asked: Reader, grace: Worker
) -> None:
    away = portal.world.away_coordinator
    assert away is not None
    for account in (away.id, uuid4()):
        told = problem(grace.hand_over(QUESTION, account), 422, "person_unknown")
        assert away.name not in told["detail"]


def opening(portal: Portal, day: date) -> str:
    """When the site opens on a day in March 2026, before the clocks go forward: at 8:00."""
    return f"{day}T13:00:00Z"


def test_what_is_snoozed_leaves_the_list_and_comes_back_when_the_site_opens(
    portal: Portal, asked: Reader, grace: Worker, helen: Worker
) -> None:
    day = portal.today + timedelta(days=1)
    snoozed = done(grace.snooze(QUESTION, day, "She is at work"))
    assert snoozed["snoozed_until"] == opening(portal, day)
    assert grace.rows(QUESTION) == []
    [seen] = helen.rows(snoozed="true")
    assert (seen["snoozed_by"], seen["note"]) == ("Coordinator miami", "She is at work")
    assert (grace.counts()[QUESTION]["waiting"], grace.counts()[QUESTION]["snoozed"]) == (0, 1)
    portal.clock.now = portal.clock.now.replace(day=day.day, hour=12, minute=50)
    grace = Worker(portal.at_desk().browser)
    portal.clock.now = portal.clock.now.replace(minute=59)
    assert grace.rows(QUESTION) == []
    portal.clock.turn(minutes=1)
    assert len(grace.rows(QUESTION)) == 1
    assert grace.counts()[QUESTION]["snoozed"] == 0


def test_what_is_snoozed_can_be_brought_back(asked: Reader, portal: Portal, grace: Worker) -> None:
    done(grace.snooze(QUESTION, portal.today + timedelta(days=9)))
    [row] = grace.rows(snoozed="true")
    assert done(grace.snooze(QUESTION, None, row=row))["snoozed_until"] is None
    assert len(grace.rows(QUESTION)) == 1


@pytest.mark.parametrize(("days", "code"), [(0, "snooze_past"), (91, "snooze_far")])
def test_a_day_that_is_over_or_too_far_is_refused_at_its_field(
    asked: Reader, portal: Portal, grace: Worker, days: int, code: str
) -> None:
    answer = grace.snooze(QUESTION, portal.today + timedelta(days=days))
    assert fields_of(problem(answer, 422, code)) == ["until"]


def alerted(portal: Portal, answers: dict[str, Any]) -> Reporter:
    portal.enrol(email="ruth@example.org")
    reporter = Reporter(portal, "ruth@example.org")
    reporter.report(answers)
    return reporter


def test_an_alert_that_is_taken_here_is_taken_there(portal: Portal, grace: Worker) -> None:
    alerted(portal, STRONG)
    team = Team(portal, browser=grace.browser)
    row = done(grace.take("alert"))
    [alert] = team.alerts()
    assert (alert["status"], alert["mine"], row["version"]) == ("taken", True, alert["version"])
    done(grace.release("alert"))
    assert team.alerts()[0]["status"] == "open"


def test_a_claim_that_is_taken_here_is_checked_there_and_its_sender_told(
    portal: Portal, grace: Worker
) -> None:
    travelled(portal)
    claim = Traveller(portal).claim()
    done(grace.take("claim"))
    reviewer = Reviewer(portal, browser=grace.browser)
    assert reviewer.detail(claim["id"])["status"] == "checking"
    assert len(Reminding(portal).people(About.CLAIM)) == 1
    assert grace.row("claim")["state"] == "checking"


def test_a_mark_of_the_time_before_counts_no_more(portal: Portal, grace: Worker) -> None:
    """A claim was snoozed, then returned; what is sent anew waits at once."""
    travelled(portal)
    her = Traveller(portal)
    claim = her.claim()
    done(grace.snooze("claim", portal.today + timedelta(days=20)))
    reviewer = Reviewer(portal, browser=grace.browser)
    done(reviewer.decide(claim["id"], "return", note="Which day?"))
    assert grace.rows("claim") == grace.rows("claim", snoozed="true") == []
    portal.clock.turn(minutes=10)
    done(her.send({**her.body(), "id": claim["id"], "round": 2}))
    assert len(grace.rows("claim")) == 1
    assert done(grace.snooze("claim", portal.today + timedelta(days=2)))["snoozed_until"]


def test_what_is_settled_or_unknown_is_told_apart(
    portal: Portal, asked: Reader, grace: Worker
) -> None:
    row = grace.row(QUESTION)
    path = f"/api/staff/consent-questions/{row['object_id']}/answer"
    done(grace.browser.post(path, {"text": "Soon", "way": "phone"}))
    problem(grace.take(QUESTION, row), 409, "work_settled")
    problem(grace.take(QUESTION, row | {"object_id": str(uuid4())}), 404, "not_found")
    problem(grace.take("dream", row), 404, "not_found")


def test_who_only_reads_acts_on_nothing(portal: Portal, asked: Reader) -> None:
    monitor = Worker(portal.browser(portal.world.staff[Role.MONITOR].email))
    row = monitor.row(QUESTION)
    assert row["may_act"] is False
    problem(monitor.take(QUESTION, row), 404, "not_found")
    problem(monitor.snooze(QUESTION, portal.today + timedelta(days=2), row=row), 404, "not_found")
