"""What a participant answers: that she comes, or that she needs another time."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from portal.schedule.models import TimeRequest
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"
MORNING = {"date": "2026-03-13", "part": "morning"}


@pytest.fixture
def visit(portal: Portal) -> UUID:
    """Booked for 12 March."""
    visit = portal.visit_id(portal.enrol(email=ELEANOR), "month-3")
    done(portal.at_desk().book(visit, "2026-03-12", "09:30"))
    return visit


@pytest.fixture
def phone(portal: Portal, visit: UUID) -> Browser:
    return portal.browser(ELEANOR)


@pytest.fixture
def planned(small_portal: Portal) -> UUID:
    """On SQLite alone; not booked."""
    return small_portal.visit_id(small_portal.enrol(email=ELEANOR), "month-3")


def ask(
    phone: Browser,
    visit: UUID,
    request: str | UUID = "",
    proposals: list[dict[str, str]] | None = None,
    note: str = "",
) -> TestResponse:
    path = f"/api/me/visits/{visit}/time-requests/{request or uuid4()}"
    wanted = [MORNING] if proposals is None else proposals
    return phone.put(path, {"proposals": wanted, "note": note})


def open_requests(portal: Portal) -> int:
    with portal.database.session(reads_only=True) as session:
        counted = sa.select(sa.func.count()).select_from(TimeRequest)
        return session.scalar(counted.where(TimeRequest.status == "open")) or 0


def test_she_says_that_she_comes_and_may_take_it_back(phone: Browser, visit: UUID) -> None:
    path = f"/api/me/visits/{visit}/confirmation"
    assert done(phone.put(path))["confirmed"] is True
    assert done(phone.get("/api/me/today"))["to_do"] == []
    assert done(phone.delete(path))["confirmed"] is False
    assert len(done(phone.get("/api/me/today"))["to_do"]) == 1


def test_saying_it_twice_is_saying_it_once(portal: Portal, phone: Browser, visit: UUID) -> None:
    path = f"/api/me/visits/{visit}/confirmation"
    first = done(phone.put(path))
    portal.clock.turn(minutes=5)
    assert done(phone.put(path)) == first
    assert done(phone.delete(path))["version"] == first["version"] + 1
    before = done(phone.get(f"/api/me/visits/{visit}"))
    assert done(phone.delete(path)) == before


def test_the_answer_carries_the_version_that_the_visit_has_from_now_on(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    shown = done(phone.put(f"/api/me/visits/{visit}/confirmation"))
    assert shown["version"] == portal.at_desk().visit(visit)["version"]


def test_a_visit_without_a_time_cannot_be_confirmed(small_portal: Portal, planned: UUID) -> None:
    phone = small_portal.browser(ELEANOR)
    problem(phone.put(f"/api/me/visits/{planned}/confirmation"), 422, "not_booked")


def test_a_visit_that_has_begun_is_neither_confirmed_nor_asked_for(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    portal.clock.now = portal.clock.now.replace(day=12, hour=13, minute=30)
    problem(phone.put(f"/api/me/visits/{visit}/confirmation"), 422, "visit_over")
    problem(phone.delete(f"/api/me/visits/{visit}/confirmation"), 422, "visit_over")
    problem(ask(phone, visit), 422, "visit_over")
    today = done(phone.get("/api/me/today"))
    assert today["next_visit"]["id"] == str(visit)
    assert today["to_do"] == []


@pytest.mark.parametrize("status", ["missed", "cancelled"])
def test_a_closed_visit_takes_no_answer(small_portal: Portal, status: str) -> None:
    visit = small_portal.visit_id(small_portal.enrol(email=ELEANOR), "week_6")
    done(small_portal.at_desk().outcome(visit, status, reason="x"))
    phone = small_portal.browser(ELEANOR)
    problem(phone.put(f"/api/me/visits/{visit}/confirmation"), 422, "visit_over")
    problem(ask(phone, visit), 422, "visit_over")


def test_she_asks_for_another_time_and_sees_that_it_waits(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    proposals = [MORNING, {"date": "2026-03-16", "part": "midday"}, MORNING | {"part": "afternoon"}]
    request = str(uuid4())
    wish = done(ask(phone, visit, request, proposals, "My daughter drives me."), 201)
    assert wish["proposals"] == proposals
    assert (wish["status"], wish["answered_at"]) == ("open", None)
    assert done(phone.get(f"/api/me/visits/{visit}"))["time_request"] == wish
    (row,) = done(portal.at_desk().browser.get("/api/staff/time-requests?status=open"))["rows"]
    assert row["note"] == "My daughter drives me."
    assert row["visit"]["id"] == str(visit)


def test_asking_takes_the_confirmation_back_and_the_reminder_to_confirm(
    phone: Browser, visit: UUID
) -> None:
    done(phone.put(f"/api/me/visits/{visit}/confirmation"))
    done(ask(phone, visit), 201)
    assert done(phone.get(f"/api/me/visits/{visit}"))["confirmed"] is False
    assert done(phone.get("/api/me/today"))["to_do"] == []


def test_the_same_request_sent_twice_is_one(portal: Portal, phone: Browser, visit: UUID) -> None:
    request = uuid4()
    first = done(ask(phone, visit, request), 201)
    portal.clock.turn(minutes=5)
    assert done(ask(phone, visit, request), 200) == first
    assert open_requests(portal) == 1


@pytest.mark.parametrize(
    ("proposals", "note"),
    [([MORNING | {"part": "midday"}], ""), ([MORNING], "Other words"), ([MORNING] * 1 + [], "x")],
)
def test_the_same_id_with_other_content_is_refused(
    portal: Portal, phone: Browser, visit: UUID, proposals: list[dict[str, str]], note: str
) -> None:
    request = uuid4()
    done(ask(phone, visit, request), 201)
    assert fields_of(problem(ask(phone, visit, request, proposals, note), 409, "id_in_use")) == [
        "id"
    ]
    assert open_requests(portal) == 1


def test_a_visit_has_one_open_request(portal: Portal, phone: Browser, visit: UUID) -> None:
    done(ask(phone, visit), 201)
    problem(ask(phone, visit), 409, "request_open")
    assert open_requests(portal) == 1


def test_a_request_taken_back_makes_room_for_another(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    request = uuid4()
    done(ask(phone, visit, request), 201)
    path = f"/api/me/visits/{visit}/time-requests/{request}"
    assert phone.delete(path).status_code == 204
    assert phone.delete(path).status_code == 204  # twice is once
    assert done(phone.get(f"/api/me/visits/{visit}"))["time_request"] is None
    done(ask(phone, visit), 201)
    assert open_requests(portal) == 1


def test_a_request_is_taken_back_at_its_own_visit_only(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    request = uuid4()
    done(ask(phone, visit, request), 201)
    other = next(
        row["id"]
        for phase in done(phone.get("/api/me/schedule"))["phases"]
        for row in phase["visits"]
        if row["id"] != str(visit)
    )
    answer = phone.delete(f"/api/me/visits/{other}/time-requests/{request}")
    problem(answer, 404, "not_found")
    assert open_requests(portal) == 1


@pytest.mark.parametrize(
    ("proposals", "code", "field"),
    [
        ([{"date": "2026-03-01", "part": "morning"}], "proposal_in_past", "proposals.0.date"),
        (
            [MORNING, {"date": "2026-03-01", "part": "midday"}],
            "proposal_in_past",
            "proposals.1.date",
        ),
        ([{"date": "2027-04-07", "part": "morning"}], "proposal_too_far", "proposals.0.date"),
        ([MORNING, MORNING], "proposal_twice", "proposals.1.date"),
        ([], "invalid", "proposals"),
        (
            [MORNING | {"date": f"2026-03-{day}"} for day in (13, 14, 15, 16)],
            "invalid",
            "proposals",
        ),
        ([MORNING | {"part": "night"}], "invalid", "proposals.0.part"),
        ([MORNING | {"date": "13/03/2026"}], "invalid", "proposals.0.date"),
        ([MORNING | {"date": "9999-12-31"}], "invalid", "proposals.0.date"),
        ([MORNING | {"hour": "9"}], "invalid", "proposals.0.hour"),
        ([{}], "invalid", "proposals.0.date"),
        (["tomorrow"], "invalid", "proposals.0"),
    ],
)
def test_a_proposal_that_cannot_be_is_told_at_its_place(
    small_portal: Portal, planned: UUID, proposals: list[Any], code: str, field: str
) -> None:
    phone = small_portal.browser(ELEANOR)
    told = problem(ask(phone, planned, proposals=proposals), 422, code)
    assert field in fields_of(told)
    assert open_requests(small_portal) == 0


@pytest.mark.parametrize("day", ["2026-03-02", "2027-04-06"])
def test_from_today_to_four_hundred_days_ahead_can_be_proposed(
    small_portal: Portal, planned: UUID, day: str
) -> None:
    phone = small_portal.browser(ELEANOR)
    done(ask(phone, planned, proposals=[MORNING | {"date": day}]), 201)


def test_today_is_the_sites_today(small_portal: Portal, planned: UUID) -> None:
    phone = small_portal.browser(ELEANOR)
    small_portal.clock.now = small_portal.clock.now.replace(day=3, hour=4)  # still the 2nd in Miami
    done(ask(phone, planned, proposals=[MORNING | {"date": "2026-03-02"}]), 201)


def test_fifty_phones_sending_the_same_request_at_once_make_one(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    done(phone.put(f"/api/me/visits/{visit}/confirmation"))  # so that the visit changes too
    cookie = phone.client.get_cookie("portal")
    assert cookie is not None
    phones = [Browser(portal.app) for _ in range(50)]
    for one in phones:
        one.client.set_cookie("portal", cookie.value)
    request = uuid4()
    answers = at_once([lambda p=p: ask(p, visit, request) for p in phones])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
    assert len({answer.get_data() for answer in answers}) == 1
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(TimeRequest)) == 1


def test_of_many_different_requests_at_once_one_stands(
    portal: Portal, phone: Browser, visit: UUID
) -> None:
    cookie = phone.client.get_cookie("portal")
    assert cookie is not None
    phones = [Browser(portal.app) for _ in range(8)]
    for one in phones:
        one.client.set_cookie("portal", cookie.value)
    answers = at_once([lambda p=p: ask(p, visit) for p in phones])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert open_requests(portal) == 1
