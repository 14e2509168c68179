"""Recording how a visit went, taking it back, and which state follows which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.schedule.models import NEXT, Visit
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

MOVES = {
    "planned": {"booked", "done", "partly_done", "missed", "cancelled", "removed"},
    "booked": {"booked", "planned", "done", "partly_done", "missed", "cancelled"},
    "done": {"planned"},
    "partly_done": {"planned", "done"},
    "missed": {"planned"},
    "cancelled": {"planned"},
    "removed": {"planned"},
}
OPEN_WINDOW = "2026-03-12"


@pytest.fixture
def visit(portal: Portal) -> UUID:
    """Month 3: from 5 to 19 March; blood draw and blood work."""
    return portal.visit_id(portal.enrol(email="eleanor@example.org"), "month-3")


@pytest.fixture
def past(small_portal: Portal) -> UUID:
    """Week 6, whose window is over: blood draw and blood work."""
    return small_portal.visit_id(small_portal.enrol(email="eleanor@example.org"), "week_6")


def put_in(portal: Portal, visit_id: UUID, status: str) -> None:
    """Set the status behind the portal's back, with a time if it needs one."""
    table = sa.inspect(Visit).local_table
    starts_at = portal.clock.now.replace(month=2) if status == "booked" else None
    with portal.database.engine.begin() as connection:
        connection.execute(
            sa.update(table)
            .where(table.c.id == visit_id)
            .values(status=status, starts_at=starts_at)
        )


def test_the_table_of_moves_is_the_one_written_by_hand() -> None:
    assert {old.value: {new.value for new in news} for old, news in NEXT.items()} == MOVES


@pytest.mark.parametrize("old", sorted(MOVES.keys() - {"removed"}))
def test_only_the_moves_of_the_table_can_be_made(
    small_portal: Portal, past: UUID, old: str
) -> None:
    desk = small_portal.at_desk()
    for new in ("planned", "done", "partly_done", "missed", "cancelled", "booked"):
        put_in(small_portal, past, old)
        if new == "booked":
            answer = desk.book(past, "2026-03-12", reason="Because")
        else:
            more = {"activities_done": ["blood_draw"]} if new == "partly_done" else {}
            answer = desk.outcome(past, new, reason="Because", **more)
        if new in MOVES[old]:
            assert done(answer)["status"] == new
        else:
            code = "nothing_to_reopen" if old == new == "planned" else "illegal_transition"
            assert fields_of(problem(answer, 422, code)) == ["status"]
            assert desk.visit(past)["status"] == old


@pytest.mark.parametrize("status", ["booked", "removed"])
def test_an_outcome_is_none_of_the_portals_own_states(
    small_portal: Portal, past: UUID, status: str
) -> None:
    answer = small_portal.at_desk().outcome(past, status, reason="x")
    assert fields_of(problem(answer, 422, "not_an_outcome")) == ["status"]


def test_a_visit_that_took_place_is_done_with_all_its_activities(
    small_portal: Portal, past: UUID
) -> None:
    shown = done(small_portal.at_desk().outcome(past, "done"))
    assert [activity["done"] for activity in shown["activities"]] == [True, True]
    assert shown["steps"][-1]["new"] == "done"


@pytest.mark.parametrize("status", ["partly_done", "missed", "cancelled"])
def test_everything_but_done_needs_a_reason(small_portal: Portal, past: UUID, status: str) -> None:
    desk = small_portal.at_desk()
    more = {"activities_done": ["blood_draw"]} if status == "partly_done" else {}
    for reason in ("", "  "):
        answer = desk.outcome(past, status, reason=reason, **more)
        assert fields_of(problem(answer, 422, "reason_needed")) == ["reason"]
    shown = done(desk.outcome(past, status, reason="Had the flu", **more))
    assert (shown["status"], shown["reason"]) == (status, "Had the flu")
    assert shown["steps"][-1]["reason"] == "Had the flu"


@pytest.mark.parametrize(
    ("activities", "code"),
    [
        ([], "some_activities"),
        (["blood_draw", "blood_work"], "some_activities"),
        (["blood_draw", "blood_draw", "blood_work"], "some_activities"),
        (["ct"], "unknown_activity"),
        (["blood_draw", "dance"], "unknown_activity"),
    ],
)
def test_partly_done_is_some_of_the_activities_of_this_visit_not_all(
    small_portal: Portal, past: UUID, activities: list[str], code: str
) -> None:
    desk = small_portal.at_desk()
    answer = desk.outcome(past, "partly_done", activities_done=activities, reason="Lab closed")
    assert fields_of(problem(answer, 422, code)) == ["activities_done"]
    assert desk.visit(past)["status"] == "planned"


def test_what_was_done_of_a_partly_done_visit_is_shown_and_can_be_completed(
    small_portal: Portal, past: UUID
) -> None:
    desk = small_portal.at_desk()
    shown = done(
        desk.outcome(past, "partly_done", activities_done=["blood_work"], reason="Lab closed")
    )
    assert {item["key"]: item["done"] for item in shown["activities"]} == {
        "blood_draw": False,
        "blood_work": True,
    }
    phone = small_portal.browser("eleanor@example.org")
    own = done(phone.get(f"/api/me/visits/{past}"))
    assert [item["done"] for item in own["activities"]] == [False, True]
    shown = done(desk.outcome(past, "done"))
    assert all(item["done"] for item in shown["activities"])


@pytest.mark.parametrize("status", ["done", "partly_done", "missed"])
def test_what_is_still_to_come_has_no_outcome_yet(portal: Portal, visit: UUID, status: str) -> None:
    desk = portal.at_desk()
    more: dict[str, Any] = {"reason": "x", "activities_done": ["blood_draw"]}
    told = problem(desk.outcome(visit, status, **more), 422, "not_yet")
    assert "March 5" in told["detail"]
    done(desk.book(visit, OPEN_WINDOW, "21:30"))  # the 13th already in UTC
    told = problem(desk.outcome(visit, status, **more), 422, "not_yet")
    assert "Thursday, March 12" in told["detail"]
    portal.clock.now = portal.clock.now.replace(day=13, hour=1, minute=30)
    assert done(portal.at_desk().outcome(visit, status, **more))["status"] == status


def test_a_visit_ahead_can_be_cancelled(portal: Portal, visit: UUID) -> None:
    desk = portal.at_desk()
    done(desk.book(visit, OPEN_WINDOW))
    shown = done(desk.outcome(visit, "cancelled", reason="She has moved"))
    assert (shown["status"], shown["local_date"]) == ("cancelled", OPEN_WINDOW)
    today = done(portal.browser("eleanor@example.org").get("/api/me/today"))
    assert today["next_visit"]["label"] == "Month 6"


def test_a_booking_can_be_taken_back_with_a_reason(portal: Portal, visit: UUID) -> None:
    desk = portal.at_desk()
    done(desk.book(visit, "2026-03-25", place_note="Room 4", reason="Travels"))
    problem(desk.outcome(visit, "planned"), 422, "reason_needed")
    shown = done(desk.outcome(visit, "planned", reason="The scanner is broken"))
    assert (shown["status"], shown["starts_at"], shown["local_date"]) == ("planned", None, None)
    assert (shown["outside_window"], shown["place"]["note"]) == (False, "")


def test_an_outcome_recorded_by_mistake_is_reopened_and_the_history_keeps_both(
    small_portal: Portal, past: UUID
) -> None:
    desk = small_portal.at_desk()
    done(desk.outcome(past, "missed", reason="Did not come"))
    done(desk.outcome(past, "planned", reason="Wrong person"))
    shown = done(desk.outcome(past, "done"))
    assert [(step["old"], step["new"], step["reason"]) for step in shown["steps"]] == [
        ("planned", "missed", "Did not come"),
        ("missed", "planned", "Wrong person"),
        ("planned", "done", ""),
    ]
    entries = [row for row in desk.history(shown["participant"]["id"]) if row["kind"] == "visit"]
    changes = [(row["before"]["status"], row["after"]["status"]) for row in entries[:3]]
    assert changes == [("planned", "done"), ("missed", "planned"), ("planned", "missed")]


def test_an_outcome_closes_an_open_request_for_another_time(portal: Portal, visit: UUID) -> None:
    desk, phone = portal.at_desk(), portal.browser("eleanor@example.org")
    done(desk.book(visit, OPEN_WINDOW))
    request = "00000000-0000-4000-8000-000000000001"
    body = {"proposals": [{"date": "2026-03-13", "part": "morning"}]}
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{request}", body), 201)
    done(desk.outcome(visit, "cancelled", reason="Moved"))
    (row,) = done(desk.browser.get("/api/staff/time-requests"))["rows"]
    assert (row["status"], row["answered_by"]) == ("declined", "Coordinator miami")
