"""People whose check-in did not come: who calls, what a call settles, a report by telephone."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal.participants.models import Participant
from tests.support.check_ins import ELEANOR, STRONG, Reporter, Team, body
from tests.support.portal import Portal
from tests.support.problems import done, problem


@pytest.fixture
def late(portal: Portal) -> Participant:
    """Four days after a check-in was due, nothing has come."""
    participant = starts(portal)
    portal.clock.turn(days=1)
    return participant


def starts(portal: Portal) -> Participant:
    """Her first check-in was due three days ago."""
    days = {"consent": portal.today - timedelta(days=30), "last_dose": ten_days_ago(portal)}
    return portal.add(email=ELEANOR, **days)


def ten_days_ago(portal: Portal) -> date:
    return portal.today - timedelta(days=10)


def test_three_days_past_due_the_team_calls(portal: Portal) -> None:
    starts(portal)
    assert Team(portal).missed() == []
    portal.clock.turn(days=1)
    [missed] = Team(portal).missed()
    assert missed["due"]["occurrence"] == "last_dose-week-1"
    assert Team(portal).counts()["missed"] == 1


def test_who_has_sent_it_is_not_called(late: Participant, portal: Portal) -> None:
    Reporter(portal).report()
    assert Team(portal).missed() == []


def test_a_call_is_noted_and_one_that_settles_it_ends_the_calling(
    late: Participant, portal: Portal
) -> None:
    team = Team(portal)
    [missed] = done(team.call(late.id, team.missed()[0], settled=False))["rows"]
    assert [call["note"] for call in missed["calls"]] == ["No answer"]
    assert done(team.call(late.id, missed, settled=True))["rows"] == []
    portal.clock.turn(days=6)
    assert Team(portal).missed() == []
    portal.clock.turn(days=1)
    assert [row["due"]["occurrence"] for row in Team(portal).missed()] == ["last_dose-week-2"]


def test_a_call_about_nothing_that_was_due_is_refused(late: Participant, portal: Portal) -> None:
    team = Team(portal)
    missed = team.missed()[0]
    missed["due"]["occurrence"] = "last_dose-week-99"
    problem(team.call(late.id, missed, settled=True), 422, "unknown_check_in")


def test_a_report_by_telephone_is_marked_and_alerts_like_any_other(
    late: Participant, portal: Portal
) -> None:
    team = Team(portal)
    path = f"/api/staff/participants/{late.id}/check-ins"
    asked = done(team.browser.get(path))["check_ins"][0]
    sent = body(asked, portal.clock.now, **STRONG)
    told = done(team.browser.post(f"{path}/reports", sent))
    assert [report["entered_by"] for report in told["reports"]] == ["Coordinator miami"]
    assert told["reports"][0]["due_on"] is not None
    assert team.missed() == []
    assert [alert["status"] for alert in team.alerts()] == ["open"]
    [own] = Reporter(portal).reports()
    assert (own["source"], own["entered_by"]) == ("phone", "Coordinator miami")


def test_a_participant_of_the_other_site_is_not_there(late: Participant, portal: Portal) -> None:
    away = portal.at_other_desk().browser
    path = f"/api/staff/participants/{late.id}/check-ins"
    problem(away.get(path), 404, "not_found")
    sent = body(Reporter(portal).check_in(), portal.clock.now)
    problem(away.post(f"{path}/reports", sent), 404, "not_found")
    call = {
        "id": str(uuid4()),
        "check_in": "symptoms",
        "occurrence": "last_dose-week-1",
        "done": True,
    }
    problem(away.post(f"{path}/calls", call), 404, "not_found")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_export_has_a_line_an_answer_by_code_and_never_by_name(
    late: Participant, portal: Portal
) -> None:
    reporter = Reporter(portal)
    reporter.report({**STRONG, "cough.severity": None}, note="=cmd()", can_wait=True)
    browser = Team(portal).browser
    answer = browser.get("/api/staff/check-ins/reports.csv")
    assert answer.content_type.startswith("text/csv")
    rows = rows_of(answer.get_data(as_text=True))
    assert len(rows) == 17
    assert {row["participant"] for row in rows} == {late.code}
    assert "Eleanor" not in answer.get_data(as_text=True)
    [pain] = [r for r in rows if (r["symptom"], r["attribute"]) == ("pain", "severity")]
    assert (pain["answer"], pain["label"], pain["grade"]) == ("3", "Strong", "2")
    [cough] = [r for r in rows if r["symptom"] == "cough"]
    assert cough["answer"] == ""
    assert [row["note"] for row in rows if row["note"]] == ["'=cmd()"]
    assert rows_of(portal.at_other_desk().browser.get(answer.request.path).text) == []


def test_the_dictionary_explains_each_column_and_each_question(
    late: Participant, portal: Portal
) -> None:
    Reporter(portal).report()
    browser = Team(portal).browser
    rows = rows_of(browser.get("/api/staff/check-ins/dictionary.csv").get_data(as_text=True))
    columns = [row["name"] for row in rows if row["kind"] == "column"]
    head = browser.get("/api/staff/check-ins/reports.csv").get_data(as_text=True).splitlines()[0]
    assert columns == head.split(",")
    spanish = [row for row in rows if (row["name"], row["language"]) == ("pain.severity", "es")]
    assert spanish[0]["labels"].startswith("0, Nada | 1, Leve")
