"""The statuses of a participant: which follows which, written by hand, and what each does."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.participants.models import NEXT, Participant, ParticipantStatus
from tests.support.consenting import Reader, countersign, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

MOVES = {
    "invited": {"screening", "withdrawn"},
    "screening": {"enrolled", "ineligible", "withdrawn"},
    "enrolled": {"completed", "withdrawn"},
    "completed": set(),
    "withdrawn": {"screening"},
    "ineligible": {"screening"},
}


def put_in(portal: Portal, participant_id: UUID, status: str) -> None:
    """Set the status behind the portal's back."""
    table = sa.inspect(Participant).local_table
    with portal.database.engine.begin() as connection:
        connection.execute(
            sa.update(table).where(table.c.id == participant_id).values(status=status)
        )


def test_the_table_of_moves_is_the_one_written_by_hand() -> None:
    assert {old.value: {new.value for new in news} for old, news in NEXT.items()} == MOVES


@pytest.mark.parametrize("old", MOVES)
def test_only_the_moves_of_the_table_can_be_made(small_portal: Portal, old: str) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    for new in ParticipantStatus:
        put_in(small_portal, participant.id, old)
        shown = desk.participant(participant.id)
        assert set(shown["allowed_statuses"]) == MOVES[old]
        answer = desk.move(participant.id, new, reason="Because")
        if new.value in MOVES[old]:
            assert done(answer)["status"] == new.value
        else:
            assert fields_of(problem(answer, 422, "illegal_transition")) == ["status"]
            assert desk.participant(participant.id)["status"] == old


def test_an_illegal_move_says_both_statuses_in_words(small_portal: Portal) -> None:
    participant = small_portal.enrol()
    told = problem(
        small_portal.at_desk().move(participant.id, "ineligible", reason="x"),
        422,
        "illegal_transition",
    )
    assert "taking part" in told["detail"]
    assert "not able to join" in told["detail"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("invited", "withdrawn"),
        ("screening", "ineligible"),
        ("screening", "withdrawn"),
        ("enrolled", "withdrawn"),
        ("withdrawn", "screening"),
        ("ineligible", "screening"),
    ],
)
def test_leaving_and_coming_back_need_a_reason(small_portal: Portal, old: str, new: str) -> None:
    participant = small_portal.enrol()
    put_in(small_portal, participant.id, old)
    desk = small_portal.at_desk()
    for reason in ({}, {"reason": ""}, {"reason": "   "}):
        answer = desk.move(participant.id, new, **reason)
        assert fields_of(problem(answer, 422, "reason_needed")) == ["reason"]
    assert done(desk.move(participant.id, new, reason="She asked"))["status"] == new


def test_each_step_keeps_who_when_from_to_and_why(portal: Portal) -> None:
    participant = portal.add()
    desk = portal.at_desk()
    at = portal.clock.now.isoformat().replace("+00:00", "Z")
    done(desk.move(participant.id, "screening"))
    portal.clock.turn(minutes=5)
    later = portal.clock.now.isoformat().replace("+00:00", "Z")
    shown = done(desk.move(participant.id, "ineligible", reason="Blood test"))
    who = {"by": "Coordinator miami"}
    assert shown["steps"] == [
        {"old": "invited", "new": "screening", "at": at, "reason": ""} | who,
        {"old": "screening", "new": "ineligible", "at": later, "reason": "Blood test"} | who,
    ]


def test_leaving_takes_what_is_ahead_away_and_keeps_what_was(portal: Portal) -> None:
    participant = portal.enrol(email="eleanor@example.org")
    desk = portal.at_desk()
    past, booked, planned = (
        portal.visit_id(participant, name) for name in ("week_6", "month-3", "month-6")
    )
    done(desk.outcome(past, "done"))
    done(desk.book(booked, "2026-03-12"))
    phone = portal.browser("eleanor@example.org")
    request = "00000000-0000-4000-8000-000000000001"
    wish = {"proposals": [{"date": "2026-03-13", "part": "morning"}]}
    done(phone.put(f"/api/me/visits/{booked}/time-requests/{request}", wish), 201)
    shown = done(desk.move(participant.id, "withdrawn", reason="Moved away"))
    by_id = {visit["id"]: visit for visit in shown["visits"]}
    assert by_id[str(past)]["status"] == "done"
    assert by_id[str(booked)]["status"] == "cancelled"
    assert by_id[str(booked)]["reason"] == "Moved away"
    assert by_id[str(booked)]["time_request"]["status"] == "declined"
    assert str(planned) not in by_id
    today = done(phone.get("/api/me/today"))
    assert (today["status"], today["next_visit"], today["coming"]) == ("withdrawn", None, [])
    body = {"proposals": [{"date": "2026-03-14", "part": "morning"}]}
    path = f"/api/me/visits/{booked}/time-requests/00000000-0000-4000-8000-000000000002"
    problem(phone.put(path, body), 422, "not_taking_part")
    problem(desk.book(past, "2026-03-12"), 422, "not_taking_part")
    problem(
        desk.set_anchor(participant.id, "last_dose", "2025-12-01", reason="x"),
        422,
        "not_taking_part",
    )


def test_a_booked_visit_that_has_been_waits_for_its_outcome_also_after_leaving(
    portal: Portal,
) -> None:
    participant = portal.enrol()
    desk = portal.at_desk()
    visit = portal.visit_id(participant, "month-3")
    done(desk.book(visit, "2026-03-06"))
    portal.clock.turn(days=6)
    desk = portal.at_desk()
    done(desk.move(participant.id, "withdrawn", reason="Moved away"))
    assert desk.visit(visit)["status"] == "booked"
    assert done(desk.outcome(visit, "done"))["status"] == "done"


def test_who_comes_back_has_her_visits_again_with_the_same_ids_once_she_consents_anew(
    portal: Portal,
) -> None:
    put_in_force(portal)
    participant = portal.enrol(email="eleanor@example.org")
    desk = portal.at_desk()

    def ahead() -> set[str]:
        shown = desk.participant(participant.id)["visits"]
        return {visit["id"] for visit in shown if visit["window"]["end"] >= str(portal.today)}

    before = ahead()
    done(desk.move(participant.id, "withdrawn", reason="Moved away"))
    done(desk.move(participant.id, "screening", reason="Came back"))
    assert ahead() == set(), "nothing is planned without a consent"
    problem(desk.move(participant.id, "enrolled"), 422, "consent_needed")
    Reader(portal, "eleanor@example.org").consent()
    assert ahead() <= {str(portal.visit_id(participant, "consent_talk"))}
    countersign(portal, participant.id)
    assert before <= ahead()
