"""Booking a visit at the desk, and who else did so meanwhile."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.schedule.models import VisitStep
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once

# Month 3 of the enrolled participant: from 5 to 19 March 2026, best on the 12th.
INSIDE, FIRST, LAST = "2026-03-12", "2026-03-05", "2026-03-19"


@pytest.fixture
def visit(portal: Portal) -> UUID:
    return portal.visit_id(portal.enrol(email="eleanor@example.org"), "month-3")


@pytest.fixture
def small_visit(small_portal: Portal) -> UUID:
    return small_portal.visit_id(small_portal.enrol(email="eleanor@example.org"), "month-3")


def test_a_visit_is_booked_in_the_clock_of_its_site(portal: Portal, visit: UUID) -> None:
    shown = done(portal.at_desk().book(visit, INSIDE, "09:30", place_note="Room 4"))
    assert shown["status"] == "booked"
    assert shown["starts_at"] == "2026-03-12T13:30:00Z"  # the clocks went forward on the 8th
    assert (shown["local_date"], shown["local_time"]) == (INSIDE, "09:30")
    assert shown["time_zone"] == "America/New_York"
    assert shown["ends_at"] == "2026-03-12T14:00:00Z"
    assert (shown["outside_window"], shown["reason"]) == (False, "")
    assert shown["place"]["note"] == "Room 4"
    assert shown["version"] == 2


def test_a_visit_at_the_other_site_is_booked_in_that_sites_clock(portal: Portal) -> None:
    participant = portal.enrol(site=portal.world.away)
    visit = portal.visit_id(participant, "month-3")
    shown = done(portal.at_other_desk().book(visit, INSIDE, "09:30"))
    assert shown["starts_at"] == "2026-03-12T14:30:00Z"
    assert shown["time_zone"] == "America/Chicago"


def test_the_step_says_who_booked_when_and_why(portal: Portal, visit: UUID) -> None:
    desk = portal.at_desk()
    at = portal.clock.now.isoformat().replace("+00:00", "Z")
    shown = done(desk.book(visit, "2026-03-25", reason="She travels until the 24th"))
    assert shown["steps"] == [
        {
            "old": "planned",
            "new": "booked",
            "by": "Coordinator miami",
            "at": at,
            "reason": "She travels until the 24th",
        }
    ]


@pytest.mark.parametrize("day", [FIRST, INSIDE, LAST])
def test_every_day_of_the_window_needs_no_reason(
    small_portal: Portal, small_visit: UUID, day: str
) -> None:
    assert done(small_portal.at_desk().book(small_visit, day))["outside_window"] is False


@pytest.mark.parametrize("day", ["2026-03-04", "2026-03-20", "2027-01-05"])
def test_a_day_outside_the_window_needs_a_reason(
    small_portal: Portal, small_visit: UUID, day: str
) -> None:
    desk = small_portal.at_desk()
    told = problem(desk.book(small_visit, day), 422, "outside_window")
    assert fields_of(told) == ["reason"]
    assert "Thursday, March 5, 2026" in told["detail"]
    assert "Thursday, March 19, 2026" in told["detail"]
    assert desk.visit(small_visit)["status"] == "planned"
    shown = done(desk.book(small_visit, day, reason="She travels"))
    assert (shown["outside_window"], shown["reason"]) == (True, "She travels")


@pytest.mark.parametrize(
    ("day", "clock", "works"),
    [
        ("2026-03-01", "09:30", False),
        ("2026-03-02", "10:02", False),  # this very minute in Miami
        ("2026-03-02", "10:03", True),
    ],
)
def test_the_past_cannot_be_booked(
    small_portal: Portal, small_visit: UUID, day: str, clock: str, works: bool
) -> None:
    desk = small_portal.at_desk()
    assert small_portal.clock.now.isoformat() == "2026-03-02T15:02:00+00:00"
    answer = desk.book(small_visit, day, clock, reason="Now")
    if works:
        done(answer)
    else:
        assert fields_of(problem(answer, 422, "in_past")) == ["date"]
        assert desk.visit(small_visit)["status"] == "planned"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_time_that_the_clocks_skip_is_refused_with_the_next_that_exists(
    portal: Portal, visit: UUID, language: str
) -> None:
    desk = portal.at_desk()
    desk.browser.language = language
    told = problem(desk.book(visit, "2026-03-08", "02:30"), 422, "gap_in_clock")
    assert fields_of(told) == ["time"]
    assert "America/New_York" in told["detail"]
    assert "3:00" in told["detail"]
    assert desk.visit(visit)["status"] == "planned"
    assert done(desk.book(visit, "2026-03-08", "03:00"))["starts_at"] == "2026-03-08T07:00:00Z"


def test_of_an_hour_that_comes_twice_the_first_is_meant(portal: Portal, visit: UUID) -> None:
    shown = done(portal.at_desk().book(visit, "2026-11-01", "01:30", reason="Late"))
    assert shown["starts_at"] == "2026-11-01T05:30:00Z"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"time": "9:5"}, "time"),
        ({"time": "24:00"}, "time"),
        ({"time": None}, "time"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"place_note": "x" * 501}, "place_note"),
        ({"reason": "x" * 1001}, "reason"),
    ],
)
def test_a_booking_that_cannot_be_is_named(
    small_portal: Portal, small_visit: UUID, change: dict[str, Any], field: str
) -> None:
    desk = small_portal.at_desk()
    body = {"version": 1, "date": INSIDE, "time": "09:30"} | change
    answer = desk.browser.put(f"/api/staff/visits/{small_visit}/booking", body)
    assert fields_of(problem(answer, 422, "invalid")) == [field]


def test_the_length_can_be_chosen_or_left_to_the_study_file(portal: Portal, visit: UUID) -> None:
    desk = portal.at_desk()
    assert done(desk.book(visit, INSIDE, minutes=75))["minutes"] == 75
    assert done(desk.book(visit, INSIDE, "10:00"))["minutes"] == 75


def test_a_booked_visit_can_be_moved_and_its_confirmation_is_asked_anew(
    portal: Portal, visit: UUID
) -> None:
    desk, phone = portal.at_desk(), portal.browser("eleanor@example.org")
    done(desk.book(visit, INSIDE))
    assert done(phone.put(f"/api/me/visits/{visit}/confirmation"))["confirmed"] is True
    shown = done(desk.book(visit, "2026-03-13", "11:00"))
    assert (shown["local_date"], shown["confirmed"]) == ("2026-03-13", False)
    assert [(step["old"], step["new"]) for step in shown["steps"]] == [
        ("planned", "booked"),
        ("booked", "booked"),
    ]


def test_the_second_of_two_coordinators_is_told_and_overwrites_nothing(
    portal: Portal, visit: UUID
) -> None:
    first, second = portal.at_desk(), portal.at_desk()
    seen = second.visit(visit)["version"]
    done(first.book(visit, INSIDE, "09:00"))
    told = problem(second.book(visit, "2026-03-13", "10:00", version=seen), 409, "stale")
    assert told["current"] == seen + 1
    assert second.visit(visit)["local_date"] == INSIDE
    told = problem(second.outcome(visit, "cancelled", version=seen, reason="x"), 409, "stale")
    assert told["current"] == seen + 1


def test_of_many_bookings_at_the_same_moment_exactly_one_wins(portal: Portal, visit: UUID) -> None:
    desks = [portal.at_desk() for _ in range(6)]
    answers = at_once(
        [
            lambda d=d, n=n: d.book(visit, INSIDE, f"{9 + n:02d}:00", version=1)  # type: ignore[misc]
            for n, d in enumerate(desks)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    winner = next(answer for answer in answers if answer.status_code == 200).get_json()
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer, 409, "stale")["current"] == 2
    assert desks[0].visit(visit)["local_time"] == winner["local_time"]
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(VisitStep)) == 1


def test_a_visit_of_who_does_not_take_part_cannot_be_booked(portal: Portal) -> None:
    participant = portal.enrol()
    visit = portal.visit_id(participant, "week_6")
    desk = portal.at_desk()
    done(desk.move(participant.id, "withdrawn", reason="Moved"))
    problem(desk.book(visit, INSIDE, reason="x"), 422, "not_taking_part")


def test_what_the_participant_sees_is_what_was_booked(portal: Portal, visit: UUID) -> None:
    done(portal.at_desk().book(visit, INSIDE, "09:30"))
    shown = done(portal.browser("eleanor@example.org").get("/api/me/today"))
    assert shown["next_visit"]["starts_at"] == "2026-03-12T13:30:00Z"
    assert [item["kind"] for item in shown["to_do"]] == ["confirm_visit"]
    assert shown["to_do"][0]["due_on"] == INSIDE


def test_a_visit_with_a_scan_says_from_when_not_to_eat(portal: Portal) -> None:
    participant = portal.enrol(email="eleanor@example.org")
    visit = portal.visit_id(participant, "month-6")
    done(portal.at_desk().book(visit, "2026-06-12", "08:00"))
    shown = done(portal.browser("eleanor@example.org").get(f"/api/me/visits/{visit}"))
    assert shown["stop_eating"] == {
        "at": "2026-06-12T08:00:00Z",
        "local_date": "2026-06-12",
        "local_time": "04:00",
        "hours": 4,
    }
    assert shown["activities"][2]["explain"]
