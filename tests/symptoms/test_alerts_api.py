"""The life of an alert: told, taken, contacted, closed by a named person, never left open unseen."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from api.ticking import tick
from portal.accounts.roles import Role
from tests.support.check_ins import ELEANOR, STRONG, VERY_STRONG, Reporter, Team
from tests.support.portal import Portal
from tests.support.problems import done, problem

INVESTIGATOR = "investigator.miami@example.org"


@pytest.fixture
def reporter(portal: Portal) -> Reporter:
    portal.enrol(email=ELEANOR)
    return Reporter(portal)


@pytest.fixture
def team(reporter: Reporter) -> Team:
    """The coordinator, after a report that alerts."""
    reporter.report(STRONG, note="Since Friday", can_wait=True)
    return Team(reporter.portal)


def test_an_alert_says_what_was_said_and_what_it_was_before(reporter: Reporter) -> None:
    reporter.report({"pain.frequency": 1, "pain.severity": 1, "pain.interference": 1})
    reporter.portal.clock.turn(minutes=5)
    reporter.report(STRONG, note="Since Friday", can_wait=False)
    [alert] = Team(reporter.portal).alerts()
    assert alert["urgency"] == "urgent"
    assert alert["can_wait"] is False
    assert alert["note"] == "Since Friday"
    assert alert["who"]["phone"] == "+13055550123"
    said = {reason["ask"]: (reason["said"], reason["before"]) for reason in alert["reasons"]}
    assert said["At its worst, how strong was the pain?"] == ("Strong", "Light")


def test_the_team_is_told_by_a_mail_that_says_nothing_of_it(reporter: Reporter) -> None:
    reporter.portal.mailer.mails.clear()
    reporter.report(STRONG)
    [mail] = reporter.portal.mailer.mails
    assert mail.to == "coordinator.miami@example.org"
    assert "/staff/alerts" in mail.text
    for word in ("Eleanor", "pain", "Pain", "Free-HER", "cancer", "symptom"):
        assert word not in mail.subject + mail.text


def test_a_report_that_alerts_nobody_sends_no_mail(reporter: Reporter) -> None:
    reporter.portal.mailer.mails.clear()
    reporter.report()
    assert reporter.portal.mailer.mails == []
    assert Team(reporter.portal).alerts() == []


def test_the_most_urgent_come_first_then_who_waits_longest(portal: Portal) -> None:
    for name, said in (("a", STRONG), ("b", STRONG), ("c", VERY_STRONG)):
        portal.enrol(email=f"{name}@example.org", code=name)
        Reporter(portal, f"{name}@example.org").report(said)
    assert [alert["who"]["code"] for alert in Team(portal).alerts()] == ["c", "a", "b"]


def test_taken_contacted_and_closed_by_a_named_person(team: Team, reporter: Reporter) -> None:
    [alert] = team.alerts()
    alert = done(team.act(alert, "take"))
    assert (alert["status"], alert["mine"]) == ("taken", True)
    alert = done(team.contact(alert, reached=False, note="No answer"))
    assert alert["status"] == "taken"
    alert = done(team.contact(alert, reached=True, note="Feels better"))
    assert alert["status"] == "contacted"
    alert = done(team.act(alert, "close", outcome="advice"))
    assert (alert["status"], alert["closed_by"]) == ("closed", "Coordinator miami")
    assert team.alerts() == []
    assert [one["id"] for one in team.alerts("closed")] == [alert["id"]]
    [told] = reporter.reports()
    assert told["read_by"] == "Coordinator miami"
    assert told["alert"]["reached_at"] is not None
    assert told["alert"]["outcome"] == "advice"


def test_the_counts_say_what_waits_and_how_long_closing_takes(
    team: Team, reporter: Reporter
) -> None:
    assert team.counts() == {
        "open": 1, "overdue": 0, "unread": 1, "missed": 0, "minutes_to_close": None,
    }  # fmt: skip
    reporter.portal.clock.turn(hours=4, minutes=1)
    team = Team(reporter.portal)
    assert team.counts()["overdue"] == 1
    assert [one["overdue"] for one in team.alerts("overdue")] == [True]
    alert = done(team.act(team.alerts()[0], "take"))
    done(team.act(alert, "close", outcome="no_action", note="Seen at the visit today"))
    counts = team.counts()
    assert (counts["open"], counts["unread"]) == (0, 0)
    assert counts["minutes_to_close"] >= 241


def test_nobody_closes_what_nobody_took(team: Team) -> None:
    [alert] = team.alerts()
    problem(team.act(alert, "close", outcome="advice", note="x"), 422, "take_it_first")
    problem(team.contact(alert, reached=True), 422, "take_it_first")


def test_closing_without_contact_asks_why(team: Team) -> None:
    alert = done(team.act(team.alerts()[0], "take"))
    problem(team.act(alert, "close", outcome="advice"), 422, "contact_or_note_needed")
    problem(team.act(alert, "close", outcome="no_action"), 422, "outcome_note_needed")
    done(team.act(alert, "close", outcome="no_action", note="Typed in by mistake, she says"))


def test_what_a_colleague_has_is_taken_over_first(team: Team, reporter: Reporter) -> None:
    colleague = Team(reporter.portal, INVESTIGATOR)
    alert = done(team.act(team.alerts()[0], "take"))
    told = problem(colleague.act(alert, "close", outcome="advice", note="x"), 422, "taken_by_other")
    assert "Coordinator miami" in told["detail"]
    alert = done(colleague.act(alert, "take"))
    assert alert["taken_by"] == "Investigator miami"
    problem(team.contact(alert, reached=True), 422, "taken_by_other")


def test_two_who_take_at_once_are_not_both_told_that_it_is_theirs(
    team: Team, reporter: Reporter
) -> None:
    [alert] = team.alerts()
    done(team.act(alert, "take"))
    problem(Team(reporter.portal, INVESTIGATOR).act(alert, "take"), 409, "stale")


def test_given_back_it_waits_for_somebody_again(team: Team) -> None:
    alert = done(team.act(team.alerts()[0], "take"))
    alert = done(team.act(alert, "release"))
    assert (alert["status"], alert["taken_by"]) == ("open", None)


def test_what_is_closed_stays_closed(team: Team) -> None:
    alert = done(team.act(team.alerts()[0], "take"))
    alert = done(team.act(alert, "close", outcome="emergency", note="Sent to the ward"))
    problem(team.act(alert, "release"), 422, "illegal_transition")
    problem(team.contact(alert, reached=True), 422, "illegal_transition")
    problem(team.act(alert, "take"), 422, "illegal_transition")


def test_the_same_contact_twice_is_one(team: Team) -> None:
    alert = done(team.act(team.alerts()[0], "take"))
    sent: dict[str, Any] = {"id": str(uuid4()), "note": "No answer"}
    done(team.contact(alert, reached=False, **sent))
    alert = done(team.contact(alert, reached=False, **sent))
    assert len(alert["contacts"]) == 1
    problem(team.contact(alert, reached=True, **sent), 409, "contact_differs")


def test_what_nobody_took_in_time_is_told_to_the_investigator_once(
    team: Team, reporter: Reporter
) -> None:
    parts, mails = reporter.portal.app.extensions["portal"], reporter.portal.mailer.mails
    mails.clear()
    reporter.portal.clock.turn(hours=3, minutes=50)
    tick(parts)
    assert mails == []
    reporter.portal.clock.turn(minutes=11)
    tick(parts)
    tick(parts)
    assert [mail.to for mail in mails] == [INVESTIGATOR]
    assert Team(reporter.portal).alerts()[0]["escalated_at"] is not None


def test_what_was_taken_in_time_is_told_to_nobody_else(team: Team, reporter: Reporter) -> None:
    done(team.act(team.alerts()[0], "take"))
    reporter.portal.mailer.mails.clear()
    reporter.portal.clock.turn(days=2)
    tick(reporter.portal.app.extensions["portal"])
    assert reporter.portal.mailer.mails == []


def test_the_other_site_and_other_roles_see_nothing(team: Team, reporter: Reporter) -> None:
    portal, [alert] = reporter.portal, team.alerts()
    away = portal.at_other_desk().browser
    assert done(away.get("/api/staff/alerts"))["rows"] == []
    problem(away.get(f"/api/staff/alerts/{alert['id']}"), 404, "not_found")
    assert done(away.get("/api/staff/check-ins/reports"))["rows"] == []
    for role in (Role.FINANCE, Role.ADMIN):
        problem(portal.at_desk(role).browser.get("/api/staff/alerts"), 403, "not_allowed")
    monitor = portal.at_desk(Role.MONITOR).browser
    assert len(done(monitor.get("/api/staff/alerts"))["rows"]) == 1
    answer = monitor.post(f"/api/staff/alerts/{alert['id']}/take", {"version": 1})
    problem(answer, 403, "not_allowed")


def test_a_report_is_read_once_and_she_sees_by_whom(reporter: Reporter) -> None:
    reporter.report()
    team = Team(reporter.portal)
    [row] = done(team.browser.get("/api/staff/check-ins/reports"))["rows"]
    path = f"/api/staff/check-ins/reports/{row['id']}/read"
    done(team.browser.post(path, {}))
    done(Team(reporter.portal, INVESTIGATOR).browser.post(path, {}))
    assert reporter.reports()[0]["read_by"] == "Coordinator miami"
    assert done(team.browser.get("/api/staff/check-ins/reports"))["rows"] == []
    everything = done(team.browser.get("/api/staff/check-ins/reports?unread=false"))
    assert everything["total"] == 1
