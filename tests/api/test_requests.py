"""Requests that are too many, too large, of the wrong kind or broken: told clearly, never a 500."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from api.limits import Ceiling
from portal.accounts.roles import Role
from portal.errors import TooOften
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

ASK = "/api/sign-in/code"
OURS = {"X-Portal-Request": "1"}


def until_refused(call: Callable[[int], TestResponse], ceiling: int) -> TestResponse:
    """Call until the ceiling refuses: after `ceiling` calls, or twice that at a minute's turn."""
    for number in range(2 * ceiling + 2):
        answer = call(number)
        if answer.status_code == 429:
            assert number >= ceiling
            return answer
    pytest.fail("The ceiling did not hold.")


def test_sign_in_is_limited_to_some_requests_a_minute_from_one_address(
    start_portal: Callable[..., Portal],
) -> None:
    portal = start_portal(sign_in_requests_per_minute="3")
    browser = portal.browser()
    here, there = ({"REMOTE_ADDR": address} for address in ("198.51.100.1", "198.51.100.2"))
    answer = until_refused(
        lambda number: browser.post(
            ASK, {"email": f"person{number}@example.org"}, environ_base=here
        ),
        3,
    )
    body = problem(answer, 429, "slow_down")
    seconds = int(answer.headers["Retry-After"])
    assert 1 <= seconds <= 61
    assert f"{seconds} seconds" in body["detail"]
    done(browser.post(ASK, {"email": "another@example.org"}, environ_base=there), 202)
    assert browser.get("/api/session", environ_base=here).status_code == 200


def test_every_api_route_shares_a_ceiling(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal(requests_per_minute="5")
    browser = portal.browser()
    where = {"REMOTE_ADDR": "198.51.100.3"}
    paths = ("/api/session", "/api/openapi.json")
    answer = until_refused(lambda number: browser.get(paths[number % 2], environ_base=where), 5)
    problem(answer, 429, "slow_down")
    assert int(answer.headers["Retry-After"]) >= 1
    assert browser.get("/healthz", environ_base=where).status_code == 200


def test_the_ceiling_counts_each_client_behind_a_trusted_proxy(
    start_portal: Callable[..., Portal],
) -> None:
    portal = start_portal(requests_per_minute="2", trusted_proxies="1")
    browser = portal.browser()
    for address in ("203.0.113.1", "203.0.113.2"):
        headers = {"X-Forwarded-For": f"198.18.0.1, {address}"}
        until_refused(lambda _, sent=headers: browser.get("/api/session", headers=sent), 2)  # type: ignore[misc]


def test_without_a_trusted_proxy_a_client_cannot_pretend_to_be_many(
    start_portal: Callable[..., Portal],
) -> None:
    portal = start_portal(requests_per_minute="2")
    browser = portal.browser()
    until_refused(
        lambda number: browser.get(
            "/api/session",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
            environ_base={"REMOTE_ADDR": "198.51.100.77"},
        ),
        2,
    )


def test_a_ceiling_counts_each_address_anew_every_minute() -> None:
    ceiling = Ceiling(2)
    for at in (0.0, 59.9, 60.0, 119.0):
        ceiling.count("a", at)
    ceiling.count("b", 119.5)
    with pytest.raises(TooOften) as raised:
        ceiling.count("a", 119.5)
    assert raised.value.seconds == 1
    ceiling.count("a", 120.0)


@pytest.mark.parametrize(("size", "status"), [(900, 422), (1100, 413), (100_000, 413)])
def test_a_request_larger_than_the_limit_is_refused_as_such(
    start_portal: Callable[..., Portal], size: int, status: int
) -> None:
    portal = start_portal(max_request_bytes="1000")
    answer = portal.browser().post(ASK, {"email": "x" * (size - 20)})
    problem(answer, status, "too_large" if status == 413 else "invalid")


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"],
)
def test_another_kind_of_body_than_json_is_refused_as_such(small_portal: Portal, kind: str) -> None:
    client = small_portal.app.test_client()
    answer = client.post(ASK, data=b'{"email": "a@example.org"}', content_type=kind, headers=OURS)
    problem(answer, 415, "unsupported")


def test_a_body_without_a_kind_is_refused_as_such(small_portal: Portal) -> None:
    client = small_portal.app.test_client()
    answer = client.post(ASK, data=b'{"email": "a@example.org"}', headers=OURS)
    problem(answer, 415, "unsupported")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'email': 'a'}",
        b'{"email": "a@example.org"',
        b"\xff\xfe",
        b'{"email": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"email": ' + b"9" * 5000 + b"}",
        b'{"email": "\\ud800"}',
        b'{"\\uDFFF": 1}',
    ],
)
def test_json_that_cannot_be_read_is_refused_as_such(small_portal: Portal, body: bytes) -> None:
    client = small_portal.app.test_client()
    answer = client.post(ASK, data=body, content_type="application/json", headers=OURS)
    problem(answer, 400, "bad_request")


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"5", b"true", b"[1, 2]"])
def test_json_that_is_no_object_is_refused(small_portal: Portal, body: bytes) -> None:
    client = small_portal.app.test_client()
    answer = client.post(ASK, data=body, content_type="application/json", headers=OURS)
    assert answer.status_code == 422
    problem(answer, 422, "invalid")


@pytest.mark.parametrize("text", ["\u0000", "a\u0000b", "\u202e", "\u0007", "a\u2066b"])
def test_signs_that_cannot_be_shown_are_refused_where_people_write(
    small_portal: Portal, text: str
) -> None:
    participant = small_portal.enrol()
    answer = small_portal.at_desk().change(participant.id, name=f"Eleanor {text}")
    assert fields_of(problem(answer, 422, "invalid")) == ["name"]


@pytest.mark.parametrize(
    "text", ["Zoë Ñandú", "李小龍", "Eleanor 🌷", "O'Brien-Smith, Jr.", "a\nb"]
)
def test_every_name_of_people_is_kept_as_it_is_written(small_portal: Portal, text: str) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    assert done(desk.change(participant.id, name=f"  {text} "))["name"] == text
    assert desk.participant(participant.id)["name"] == text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/session", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/api/sign-out", {"POST", "OPTIONS"}),
        ("PUT", "/api/sign-in", {"POST", "OPTIONS"}),
        ("POST", "/", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_is_told_with_those_that_work(
    small_portal: Portal, method: str, path: str, allowed: set[str]
) -> None:
    answer = small_portal.browser().call(method, path)
    problem(answer, 405, "wrong_method")
    assert {part.strip() for part in answer.headers["Allow"].split(",")} == allowed


@pytest.mark.parametrize("path", ["/", "/api/session", "/healthz"])
def test_a_request_is_never_said_back(small_portal: Portal, path: str) -> None:
    answer = small_portal.browser().call("TRACE", path, headers={"X-Secret": "not to be seen"})
    problem(answer, 405, "wrong_method")
    assert "not to be seen" not in answer.get_data(as_text=True) + str(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/api/",
        "/api/staff/participants/not-an-id",
        "/api/calendar/short.ics",
        "/api/me/visits/00000000-0000-4000-8000-000000000000/other",
        "/nothing.txt",
        "/assets/" + "a" * 300 + ".js",
        "/assets/%00.js",
        "/..%2f..%2fetc%2fpasswd.txt",
        "/%ff%fe.txt",
    ],
)
def test_an_address_that_leads_nowhere_is_told_as_such(small_portal: Portal, path: str) -> None:
    answer = small_portal.browser().get(path)
    problem(answer, 404, "not_found")


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999999999999999",
        "page_size=0",
        "page_size=201",
        "site=nowhere",
        "status=gone",
        "late=maybe",
        "sort=email",
    ],
)
def test_a_query_that_makes_no_sense_is_named(small_portal: Portal, query: str) -> None:
    desk = small_portal.at_desk()
    body = problem(desk.browser.get(f"/api/staff/participants?{query}"), 422, "invalid")
    assert fields_of(body) == [query.partition("=")[0]]
    assert body["errors"][0]["message"]


@pytest.mark.parametrize(
    "query",
    [
        "claims?waiting=gone",
        "claims?site=nowhere",
        "claims?participant=nobody",
        "claims?page=0",
        "claims?page_size=201",
        "payment-batches?page=x",
        "travel-totals?year=1",
        "travel-totals?year=99999",
        "travel-totals.csv?year=last",
    ],
)
def test_a_query_about_travel_money_that_makes_no_sense_is_named(
    small_portal: Portal, query: str
) -> None:
    desk = small_portal.at_desk(Role.FINANCE)
    body = problem(desk.browser.get(f"/api/staff/{query}"), 422, "invalid")
    assert fields_of(body) == [query.partition("?")[2].partition("=")[0]]


@pytest.mark.parametrize(
    "query",
    [
        "from=9999-12-31",
        "to=9999-12-31",
        "from=0001-01-01&to=9999-12-31",
        "from=0001-01-01",
        "to=0001-01-01",
        "page=100000&page_size=200",
    ],
)
def test_the_ends_of_time_and_of_the_list_are_no_error(small_portal: Portal, query: str) -> None:
    desk = small_portal.at_desk()
    assert desk.browser.get(f"/api/staff/visits?{query}").status_code in {200, 422}
