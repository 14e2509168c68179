"""A page of another site cannot make the portal change anything with the person's cookie."""

from __future__ import annotations

import pytest

from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.routes import ROUTES

ELEANOR = "eleanor@example.org"
CHANGE = {"time_zone": "Europe/Madrid"}
OURS = {"X-Portal-Request": "1"}


@pytest.fixture
def small_portal(small_portal: Portal) -> Portal:
    small_portal.enrol(email=ELEANOR)
    return small_portal


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        OURS | {"Origin": "http://localhost"},
        OURS | {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        OURS | {"Sec-Fetch-Site": "none"},
    ],
)
def test_the_apps_own_request_passes(small_portal: Portal, headers: dict[str, str]) -> None:
    phone = small_portal.browser(ELEANOR)
    answer = phone.client.patch("/api/account", json=CHANGE, headers=headers)
    assert done(answer)["time_zone"] == "Europe/Madrid"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin"},
        OURS | {"Origin": "https://evil.example"},
        OURS | {"Origin": "http://localhost.evil.example"},
        OURS | {"Origin": "http://localhost:8001"},
        OURS | {"Origin": "null"},
        OURS | {"Origin": "http://["},
        OURS | {"Origin": ""},
        OURS | {"Sec-Fetch-Site": "cross-site"},
        OURS | {"Sec-Fetch-Site": "same-site"},
        OURS | {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_a_request_that_another_site_could_have_sent_is_refused(
    small_portal: Portal, headers: dict[str, str]
) -> None:
    phone = small_portal.browser(ELEANOR)
    answer = phone.client.patch("/api/account", json=CHANGE, headers=headers)
    problem(answer, 403, "other_site")
    assert done(phone.get("/api/session"))["account"]["time_zone"] is None


@pytest.mark.parametrize(
    "name", [name for name in ROUTES if not name.startswith("GET")], ids=lambda name: name
)
def test_no_changing_route_goes_without_the_guard(small_portal: Portal, name: str) -> None:
    method, rule = name.split()
    path = rule.replace("<string:key>", "consent")
    for parameter in ("participant_id", "visit_id", "request_id", "device_id"):
        path = path.replace(f"<uuid:{parameter}>", "00000000-0000-4000-8000-000000000000")
    answer = small_portal.app.test_client().open(path, method=method, json={})
    problem(answer, 403, "other_site")


def test_reading_needs_no_header(small_portal: Portal) -> None:
    answer = small_portal.app.test_client().get("/api/session")
    assert answer.status_code == 200


def test_no_other_origin_is_ever_granted_anything(small_portal: Portal) -> None:
    client = small_portal.app.test_client()
    asked = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "x-portal-request",
    }
    for answer in (
        client.options("/api/account", headers=asked),
        client.get("/api/session", headers=asked),
    ):
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
