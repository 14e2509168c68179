"""The cookie that signs a device in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from portal.accounts.models import DeviceSession
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"
COOKIE = "portal"


@pytest.fixture
def portal(portal: Portal) -> Portal:
    portal.enrol(email=ELEANOR)
    return portal


def test_a_token_chosen_by_somebody_else_is_never_taken_over(portal: Portal) -> None:
    phone = Browser(portal.app)
    phone.client.set_cookie(COOKIE, "chosen-by-a-stranger")
    phone.sign_in(ELEANOR, portal.mailer)
    cookie = phone.client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value != "chosen-by-a-stranger"


def test_tokens_are_stored_as_hashes_only(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    cookie = phone.client.get_cookie(COOKIE)
    assert cookie is not None
    with portal.database.session(reads_only=True) as session:
        row = session.execute(sa.select(DeviceSession.__table__)).one()
    assert cookie.value not in " ".join(str(value) for value in row)


@pytest.mark.parametrize("value", ["", "x", "\u00e9\u00e9", "a" * 4000, "portal=%ff%fe", '"'])
def test_a_cookie_of_nonsense_is_nobody(small_portal: Portal, value: str) -> None:
    answer = small_portal.browser().get("/api/session", headers={"Cookie": f"{COOKIE}={value}"})
    assert done(answer)["account"] is None


def test_a_cookie_of_broken_utf_8_is_nobody(small_portal: Portal) -> None:
    headers = {"Cookie": f"{COOKIE}=" + b"\xff\xfe\xed\xa0\x80".decode("latin-1")}
    assert done(small_portal.browser().get("/api/session", headers=headers))["account"] is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(small_portal: Portal) -> None:
    small_portal.enrol(email=ELEANOR)
    header = Browser(small_portal.app).sign_in(ELEANOR, small_portal.mailer).headers["Set-Cookie"]
    name, *attributes = [part.strip() for part in header.split(";")]
    assert name.startswith("portal=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not [part for part in attributes if part.startswith("Domain")]
    assert "Secure" not in attributes  # this one is not reached over TLS


def test_over_tls_the_cookie_is_secure_and_bound_to_the_host(
    start_portal: Callable[..., Portal],
) -> None:
    portal = start_portal(base_url="https://portal.example.org")
    portal.enrol(email=ELEANOR)
    phone = Browser(portal.app)
    ticket = done(phone.post("/api/sign-in/code", {"email": ELEANOR}), 202)["ticket"]
    body = {"ticket": ticket, "code": portal.mailer.last_code()}
    answer = phone.post("/api/sign-in", body, base_url="https://portal.example.org")
    name, *attributes = [part.strip() for part in answer.headers["Set-Cookie"].split(";")]
    assert name.startswith("__Host-portal=")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not [part for part in attributes if part.startswith("Domain")]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_signing_out_over_tls_takes_the_cookie_back(start_portal: Callable[..., Portal]) -> None:
    portal = start_portal(base_url="https://portal.example.org")
    portal.enrol(email=ELEANOR)
    phone = Browser(portal.app)
    here = {"base_url": "https://portal.example.org"}
    ticket = phone.post("/api/sign-in/code", {"email": ELEANOR}, **here).get_json()["ticket"]
    phone.post("/api/sign-in", {"ticket": ticket, "code": portal.mailer.last_code()}, **here)
    answer = phone.post("/api/sign-out", **here)
    header = answer.headers["Set-Cookie"]
    assert header.startswith("__Host-portal=;")
    assert "Secure" in header  # a browser ignores a __Host- cookie without it
    assert "Max-Age=0" in header
