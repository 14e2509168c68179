"""The caller's own account: language and time zone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem

ELEANOR = "eleanor@example.org"


@pytest.fixture
def small_portal(small_portal: Portal) -> Portal:
    small_portal.enrol(email=ELEANOR)
    return small_portal


@pytest.mark.parametrize(
    "change",
    [
        {"language": "es"},
        {"time_zone": "America/Los_Angeles"},
        {"language": "es", "time_zone": "Europe/Madrid"},
        {},
    ],
)
def test_a_person_chooses_her_language_and_time_zone(
    small_portal: Portal, change: dict[str, Any]
) -> None:
    phone = small_portal.browser(ELEANOR)
    before = done(phone.get("/api/session"))["account"]
    assert done(phone.patch("/api/account", change)) == before | change
    assert done(phone.get("/api/session"))["account"] == before | change


def test_a_time_zone_can_be_given_up_for_the_sites(small_portal: Portal) -> None:
    phone = small_portal.browser(ELEANOR)
    phone.patch("/api/account", {"time_zone": "Europe/Madrid"})
    assert done(phone.patch("/api/account", {"time_zone": None}))["time_zone"] is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"time_zone": "Mars/Base"}, "time_zone", "Mars/Base"),
        ({"time_zone": ""}, "time_zone", "America/New_York"),
        ({"time_zone": "../../etc/passwd"}, "time_zone", "etc/passwd"),
        ({"time_zone": 5}, "time_zone", "text"),
        ({"language": "de"}, "language", "en, es"),
        ({"language": None}, "language", "Fill"),
        ({"email": "other@example.org"}, "email", "does not know"),
        ({"name": "Somebody"}, "name", "does not know"),
    ],
)
def test_what_cannot_be_chosen_is_named_and_changes_nothing(
    small_portal: Portal, change: dict[str, Any], field: str, words: str
) -> None:
    phone = small_portal.browser(ELEANOR)
    before = done(phone.get("/api/session"))
    body = problem(
        phone.patch("/api/account", {"time_zone": "Europe/Paris"} | change), 422, "invalid"
    )
    assert fields_of(body) == [field]
    assert words in body["errors"][0]["message"]
    assert done(phone.get("/api/session")) == before


def test_texts_of_the_study_come_in_the_language_asked_for(small_portal: Portal) -> None:
    phone = small_portal.browser(ELEANOR, language="es-MX,es;q=0.9,en;q=0.5")
    assert done(phone.get("/api/session"))["study"]["title"].startswith("Suspensión")
    assert done(phone.get("/api/me/today"))["phase"]["name"] == "Monitoreo"


def test_without_a_language_asked_for_the_persons_own_is_spoken(small_portal: Portal) -> None:
    phone = small_portal.browser(ELEANOR, language="fr")
    phone.patch("/api/account", {"language": "es"})
    assert done(phone.get("/api/me/today"))["phase"]["name"] == "Monitoreo"
