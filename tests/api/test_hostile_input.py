"""Input that wears the portal out, or meets a part of a library that it does not use."""

from __future__ import annotations

import io
from typing import Any

import pytest
from gunicorn.http.errors import InvalidChunkSize, NoMoreData

from api.field_errors import MOST, flatten
from tests.support.claims import Traveller, travelled
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

ELEANOR = "eleanor@example.org"
NOWHERE = "00000000-0000-4000-8000-000000000000"
ASK = f"/api/me/visits/{NOWHERE}/time-requests/{NOWHERE}"


@pytest.mark.parametrize("value", ["1|00", "\xff|\xff", ""])
def test_the_cookie_of_another_application_keeps_nobody_out(
    small_portal: Portal, value: str
) -> None:
    small_portal.enrol(email=ELEANOR)
    phone = small_portal.browser(ELEANOR)
    phone.client.set_cookie("remember_token", value)  # flask-login's, which the portal never sets
    assert done(phone.get("/api/session"))["account"]["email"] == ELEANOR


def test_a_list_that_is_too_long_is_refused_before_its_entries_are_read(
    small_portal: Portal,
) -> None:
    small_portal.enrol(email=ELEANOR)
    phone = small_portal.browser(ELEANOR)
    body = problem(phone.put(ASK, {"proposals": [{}] * 5_000, "note": ""}), 422, "invalid")
    assert fields_of(body) == ["proposals"]


@pytest.fixture
def traveller(small_portal: Portal) -> Traveller:
    travelled(small_portal, email=ELEANOR)
    return Traveller(small_portal, ELEANOR)


def test_a_claim_of_too_many_lines_is_refused_before_they_are_read(traveller: Traveller) -> None:
    body = problem(traveller.send(traveller.body([{}] * 5_000)), 422, "invalid")
    assert fields_of(body) == ["lines"]
    toll = traveller.line("tolls", 300, receipts=[NOWHERE] * 5_000)
    body = problem(traveller.send(traveller.body([toll])), 422, "invalid")
    assert fields_of(body) == ["lines.0.receipts"]


@pytest.mark.parametrize("amount", [10**30, -(10**30), 3.5, "12.50", True, [], {}])
def test_an_amount_that_is_no_whole_number_is_refused_at_its_line(
    traveller: Traveller, amount: Any
) -> None:
    for line in (traveller.line("tolls", amount), traveller.line("mileage", distance=amount)):
        body = problem(traveller.send(traveller.body([line])), 422, "invalid")
        assert fields_of(body) == [f"lines.0.{'amount' if 'amount' in line else 'distance'}"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", 5, None])
def test_a_day_at_the_ends_of_time_is_refused_at_its_line(traveller: Traveller, day: Any) -> None:
    line = traveller.line("tolls", 300, spent_on=day)
    body = problem(traveller.send(traveller.body([line])), 422, "invalid")
    assert fields_of(body) == ["lines.0.spent_on"]


@pytest.mark.parametrize("name", ["category", "note", "receipt_lost", "distance_reason"])
def test_signs_that_cannot_be_shown_do_not_reach_a_claim(traveller: Traveller, name: str) -> None:
    line = traveller.line("tolls", 300) | {name: "a\u0000b"}
    answer = traveller.send(traveller.body([line]))
    assert answer.status_code == 422
    assert fields_of(answer.get_json()) == [f"lines.0.{name}"]


@pytest.mark.parametrize("amount", [300, 450])
def test_the_line_of_another_claim_is_not_taken_over(traveller: Traveller, amount: int) -> None:
    first = traveller.claim([traveller.line("tolls", 300)])
    line = traveller.line("tolls", amount, id=first["lines"][0]["id"])
    told = problem(traveller.send(traveller.body([line])), 409, "claim_differs")
    assert fields_of(told) == ["lines.0.id"]
    assert traveller.claims() == [first]


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {}},
        {"data": {"other": (io.BytesIO(b"x"), "x.jpg")}, "content_type": "multipart/form-data"},
        {"data": {"file": "text"}, "content_type": "multipart/form-data"},
        {"data": b"--x", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"x", "content_type": "multipart/form-data"},
        {"data": b"\xff\xd8\xff", "content_type": "image/jpeg"},
    ],
    ids=["json", "another name", "text", "broken", "no boundary", "bare"],
)
def test_a_receipt_without_its_file_is_refused_at_the_file(
    traveller: Traveller, sent: dict[str, Any]
) -> None:
    answer = traveller.phone.call("POST", f"/api/me/receipts/{NOWHERE}", **sent)
    assert fields_of(problem(answer, 422, "file_empty")) == ["file"]


def test_no_more_complaints_are_told_than_a_person_reads() -> None:
    messages = {"json": {str(number): ["Unknown field."] for number in range(10 * MOST)}}
    told = flatten(messages, "en")
    assert [item["field"] for item in told] == [str(number) for number in range(MOST)]


@pytest.mark.parametrize("error", [InvalidChunkSize(b"zz"), NoMoreData()])
def test_a_body_that_breaks_http_is_the_clients_fault(
    small_portal: Portal, error: Exception
) -> None:
    class Broken(io.BytesIO):
        """A body as gunicorn gives it: it fails when it is read."""

        def read(self, _size: int | None = -1, /) -> bytes:
            raise error

        read1 = readline = read

    small_portal.enrol(email=ELEANOR)
    phone = small_portal.browser(ELEANOR)
    answer = phone.client.put(
        ASK,
        headers={"X-Portal-Request": "1"},
        content_type="application/json",
        input_stream=Broken(),
        environ_overrides={"CONTENT_LENGTH": "10"},
    )
    problem(answer, 400, "bad_request")
