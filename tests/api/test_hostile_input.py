"""Input that wears the portal out, or meets a part of a library that it does not use."""

from __future__ import annotations

import io

import pytest
from gunicorn.http.errors import InvalidChunkSize, NoMoreData

from api.field_errors import MOST, flatten
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
