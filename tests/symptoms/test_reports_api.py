"""Sending a check-in: what is due, what is refused, and that it is one report however often sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from portal.audit.recorder import acting
from portal.participants.models import ConsentStanding, Participant
from tests.support.check_ins import ELEANOR, STRONG, VERY_STRONG, Reporter, Team
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.statements import statements
from tests.support.world import TESTER


@pytest.fixture
def reporter(portal: Portal) -> Reporter:
    """Her last dose was 80 days ago: the check-in of week 11 was due three days ago."""
    portal.enrol(email=ELEANOR)
    return Reporter(portal)


def test_what_is_due_is_named_with_its_last_day(reporter: Reporter) -> None:
    found = reporter.check_in()
    today = reporter.portal.today
    assert found["now"]["occurrence"] == "last_dose-week-11"
    assert found["now"]["day"] == str(today - timedelta(days=3))
    assert found["now"]["closes"] == str(today + timedelta(days=3))
    assert found["next"]["day"] == str(today + timedelta(days=4))


def test_what_was_sent_is_no_longer_due_and_is_in_her_history(reporter: Reporter) -> None:
    told = reporter.report(note="All well")
    assert told["due_on"] == str(reporter.portal.today - timedelta(days=3))
    assert told["urgency"] is None
    assert told["read_within"] is not None
    assert reporter.check_in()["now"] is None
    assert [row["id"] for row in reporter.reports()] == [told["id"]]
    assert reporter.reports()[0]["note"] == "All well"


def test_a_second_report_in_the_same_week_is_one_that_she_started_herself(
    reporter: Reporter,
) -> None:
    reporter.report()
    told = reporter.report()
    assert told["due_on"] is None
    assert len(reporter.reports()) == 2


def test_the_same_report_sent_many_times_is_one_report_with_one_alert(reporter: Reporter) -> None:
    sent = reporter.body(VERY_STRONG, can_wait=False)
    answers = [done(reporter.send(sent)) for _ in range(10)]
    assert all(answer == answers[0] for answer in answers)
    assert len(reporter.reports()) == 1
    assert len(Team(reporter.portal).alerts()) == 1


def test_other_words_under_a_used_id_are_refused_and_the_first_are_kept(
    reporter: Reporter,
) -> None:
    sent = reporter.body(STRONG)
    done(reporter.send(sent))
    told = problem(reporter.send(sent | {"note": "Changed"}), 409, "report_differs")
    assert "What was sent first is kept" in told["detail"]
    assert reporter.reports()[0]["note"] == ""


def test_somebody_elses_id_is_refused_and_shows_nothing(reporter: Reporter) -> None:
    sent = reporter.body()
    done(reporter.send(sent))
    reporter.portal.enrol(email="ruth@example.org", code="RUTH")
    problem(Reporter(reporter.portal, "ruth@example.org").send(sent), 409, "report_differs")


def test_what_was_answered_offline_counts_for_the_day_it_was_answered(reporter: Reporter) -> None:
    sent = reporter.body()
    reporter.portal.clock.turn(days=9)
    told = done(reporter.send(sent))
    assert told["due_on"] == str(reporter.portal.today - timedelta(days=12))
    assert told["answered_at"] < told["received_at"]


Change = Callable[[dict[str, Any]], dict[str, Any]]


def answers(**changed: Any) -> Change:
    def change(body: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in body["answers"].items() if key not in changed}
        added = {key: value for key, value in changed.items() if value != "gone"}
        return body | {"answers": kept | added}

    return change


REFUSED: dict[str, tuple[Change, int, str, str]] = {
    "above the labels": (answers(**{"cough.severity": 5}), 422, "answer_outside", "choose one"),
    "below the labels": (answers(**{"cough.severity": -1}), 422, "answer_outside", "choose one"),
    "no such question": (answers(**{"fever.severity": 1}), 422, "unknown_question", "Open it again"),
    "left out": (answers(**{"cough.severity": "gone"}), 422, "answer_missing", "skipped"),
    "later one left out": (answers(**{"sleep.severity": 2}), 422, "answer_missing", "skipped"),
    "not asked for": (answers(**{"sleep.interference": 2}), 422, "answer_not_asked", "not asked"),
    "another check-in": (lambda b: b | {"check_in": "mood"}, 422, "unknown_check_in", "Open the"),
    "another version": (lambda b: b | {"study_version": 9}, 422, "unknown_check_in", "Open the"),
    "a future day": (
        lambda b: b | {"answered_at": "2027-01-01T00:00:00Z"}, 422, "answered_in_future", "clock",
    ),
    "long ago": (
        lambda b: b | {"answered_at": "2025-01-01T00:00:00Z"}, 422, "answered_long_ago", "new",
    ),
    "no time zone": (lambda b: b | {"answered_at": "2026-03-02T10:00:00"}, 422, "invalid", "marked below"),
    "a word": (answers(**{"cough.severity": "much"}), 422, "invalid", "marked below"),
    "a fraction": (answers(**{"cough.severity": 1.5}), 422, "invalid", "marked below"),
    "a truth": (answers(**{"cough.severity": True}), 422, "invalid", "marked below"),
    "a long note": (lambda b: b | {"note": "a" * 4001}, 422, "invalid", "marked below"),
    "200 kB of note": (lambda b: b | {"note": "a" * 200_000}, 422, "invalid", "marked below"),
    "a control sign": (lambda b: b | {"note": "a\u202eb"}, 422, "invalid", "marked below"),
    "something else": (lambda b: b | {"urgency": "call_now"}, 422, "invalid", "marked below"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_the_remedy_and_nothing_is_kept(
    reporter: Reporter, name: str
) -> None:
    change, status, code, remedy = REFUSED[name]
    told = problem(reporter.send(change(reporter.body())), status, code)
    assert remedy.lower() in told["detail"].lower()
    assert reporter.reports() == []


def test_any_words_are_kept_as_they_were_typed(reporter: Reporter) -> None:
    note = "😀 שלום عليكم <b>bold</b> '; DROP TABLE symptom_report; --\nline"
    assert reporter.report(note=note)["note"] == note


def test_a_skipped_question_is_kept_as_skipped(reporter: Reporter) -> None:
    told = reporter.report({"cough.severity": None})
    assert told["answers"]["cough.severity"] is None


def test_after_leaving_none_is_asked_and_one_that_comes_is_told_whom_to_call(
    portal: Portal,
) -> None:
    participant = portal.enrol(email=ELEANOR)
    reporter = Reporter(portal)
    sent = reporter.body()
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        session.get_one(Participant, participant.id).consent = ConsentStanding.WITHDRAWN
    told = problem(reporter.send(sent), 422, "check_ins_not_asked")
    assert "call your study team" in told["detail"]
    shown = done(reporter.phone.get("/api/me/check-ins"))
    assert shown == {"asked": False, "check_ins": []}


def test_storing_a_report_takes_eleven_statements_at_most(
    reporter: Reporter,
) -> None:
    reporter.report()
    sent = reporter.body(VERY_STRONG, can_wait=False)
    with statements(reporter.portal.database.engine) as made:
        done(reporter.send(sent))
    assert len(made) <= 11, "\n".join(made)  # of them three link the history


def test_she_is_told_by_when_the_team_acts(reporter: Reporter) -> None:
    told = reporter.report(VERY_STRONG, can_wait=False)
    assert told["urgency"] == "call_now"
    assert told["alert"]["status"] == "open"
    assert told["alert"]["take_by"] > told["received_at"]
    assert told["can_wait"] is False


def test_the_questions_come_in_her_language(reporter: Reporter) -> None:
    reporter.phone = reporter.portal.browser(ELEANOR, "es")
    found = reporter.check_in()
    assert found["language"] == "es"
    assert found["items"][1]["name"] == "Dolor"


def test_an_unknown_id_is_no_report(reporter: Reporter) -> None:
    path = f"/api/staff/check-ins/reports/{uuid4()}/read"
    problem(Team(reporter.portal).browser.post(path, {}), 404, "not_found")
