"""The team answers a request for another time: with a new one, or with why not."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.together import at_once
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"
NEW = {"date": "2026-03-13", "time": "11:00"}


@pytest.fixture
def visit(portal: Portal) -> UUID:
    return portal.visit_id(portal.enrol(email=ELEANOR), "month-3")


@pytest.fixture
def desk(portal: Portal, visit: UUID) -> Desk:
    desk = portal.at_desk()
    done(desk.book(visit, "2026-03-12", "09:30"))
    return desk


@pytest.fixture
def phone(portal: Portal, desk: Desk) -> Browser:
    return portal.browser(ELEANOR)


@pytest.fixture
def request_id(phone: Browser, visit: UUID) -> UUID:
    request_id = uuid4()
    body = {"proposals": [{"date": "2026-03-13", "part": "morning"}], "note": "I work that day"}
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{request_id}", body), 201)
    return request_id


def test_a_new_time_is_booked_and_she_reads_the_note(
    portal: Portal, desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    at = portal.clock.now.isoformat().replace("+00:00", "Z")
    wish = done(desk.answer(request_id, visit, NEW, "See you then."))
    assert (wish["status"], wish["answered_by"], wish["answered_at"]) == (
        "answered",
        "Coordinator miami",
        at,
    )
    shown = done(phone.get(f"/api/me/visits/{visit}"))
    assert (shown["local_date"], shown["local_time"]) == ("2026-03-13", "11:00")
    assert shown["time_request"]["answer_note"] == "See you then."
    assert shown["confirmed"] is False
    assert done(desk.browser.get("/api/staff/time-requests?status=open"))["rows"] == []


def test_a_request_is_declined_with_a_note_and_the_time_stays(
    desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    wish = done(desk.answer(request_id, visit, None, "The scanner is free on the 12th only."))
    assert wish["status"] == "declined"
    shown = done(phone.get(f"/api/me/visits/{visit}"))
    assert shown["local_date"] == "2026-03-12"
    assert shown["time_request"]["answer_note"] == "The scanner is free on the 12th only."


def test_declining_without_a_word_is_refused(desk: Desk, visit: UUID, request_id: UUID) -> None:
    assert fields_of(problem(desk.answer(request_id, visit, None), 422, "reason_needed")) == [
        "note"
    ]


@pytest.mark.parametrize(
    ("booking", "code"),
    [
        ({"date": "2026-03-25", "time": "11:00"}, "outside_window"),
        ({"date": "2026-03-01", "time": "11:00"}, "in_past"),
        ({"date": "2026-03-08", "time": "02:30"}, "gap_in_clock"),
    ],
)
def test_a_new_time_that_cannot_be_leaves_the_request_open(
    desk: Desk, visit: UUID, request_id: UUID, booking: dict[str, str], code: str
) -> None:
    problem(desk.answer(request_id, visit, booking), 422, code)
    (row,) = done(desk.browser.get("/api/staff/time-requests?status=open"))["rows"]
    assert row["id"] == str(request_id)
    assert row["visit"]["local_date"] == "2026-03-12"


def test_a_request_is_answered_once(desk: Desk, visit: UUID, request_id: UUID) -> None:
    done(desk.answer(request_id, visit, None, "No room"))
    problem(desk.answer(request_id, visit, NEW), 422, "already_answered")
    problem(desk.answer(request_id, visit, None, "Again"), 422, "already_answered")


def test_a_request_taken_back_meanwhile_is_not_answered(
    desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    assert phone.delete(f"/api/me/visits/{visit}/time-requests/{request_id}").status_code == 204
    problem(desk.answer(request_id, visit, NEW), 422, "already_answered")
    assert desk.visit(visit)["local_date"] == "2026-03-12"


def test_an_answered_request_cannot_be_taken_back(
    desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    done(desk.answer(request_id, visit, NEW))
    answer = phone.delete(f"/api/me/visits/{visit}/time-requests/{request_id}")
    problem(answer, 422, "illegal_transition")


def test_after_an_answer_she_may_ask_again(
    desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    done(desk.answer(request_id, visit, None, "No room"))
    body = {"proposals": [{"date": "2026-03-17", "part": "morning"}]}
    done(phone.put(f"/api/me/visits/{visit}/time-requests/{uuid4()}", body), 201)
    assert done(phone.get(f"/api/me/visits/{visit}"))["time_request"]["status"] == "open"


def test_booking_the_visit_otherwise_answers_the_request(
    desk: Desk, phone: Browser, visit: UUID, request_id: UUID
) -> None:
    done(desk.book(visit, "2026-03-16"))
    shown = done(phone.get(f"/api/me/visits/{visit}"))
    assert shown["time_request"]["status"] == "answered"


def test_of_two_answers_at_the_same_moment_one_stands(
    portal: Portal, desk: Desk, visit: UUID, request_id: UUID
) -> None:
    other = portal.at_desk()
    answers = at_once(
        [
            lambda: desk.answer(request_id, visit, NEW),
            lambda: other.answer(request_id, visit, {"date": "2026-03-16", "time": "10:00"}),
        ]
    )
    codes = sorted(answer.status_code for answer in answers)
    assert codes in ([200, 409], [200, 422]), [answer.get_json() for answer in answers]
    winner = next(answer for answer in answers if answer.status_code == 200).get_json()
    assert desk.visit(visit)["local_date"] == winner["visit"]["local_date"]


def test_the_longest_waiting_request_comes_first(
    portal: Portal, desk: Desk, visit: UUID, request_id: UUID
) -> None:
    other = portal.visit_id(portal.enrol(email="ruth@example.org"), "month-3")
    body = {"proposals": [{"date": "2026-03-17", "part": "morning"}]}
    newer = uuid4()
    ruth = portal.browser("ruth@example.org")
    done(ruth.put(f"/api/me/visits/{other}/time-requests/{newer}", body), 201)
    rows = done(desk.browser.get("/api/staff/time-requests?status=open"))["rows"]
    assert [row["id"] for row in rows] == [str(request_id), str(newer)]
