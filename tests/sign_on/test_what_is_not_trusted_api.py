"""What comes from the provider, or seems to, and opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from portal.limits.models import Counter, Kind
from portal.sign_on import fetching
from portal.sign_on.models import SignOnBinding
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.sign_on import University, leave, running_university, sign_on, told

GRACE = "coordinator.miami@example.org"
HOUR = 3600


@pytest.fixture
def portal(start_portal: Callable[..., Portal], university: University) -> Portal:
    """On SQLite alone: none of this gets as far as the database."""
    found = start_portal(**university.settings)
    university.now = found.clock.now.timestamp()
    return found


def refused(portal: Portal, university: University) -> str:
    """The word of a refusal that opened no session and bound nobody."""
    browser = portal.browser()
    word = told(sign_on(browser, university))
    assert done(browser.get("/api/session"))["account"] is None
    with portal.database.session(reads_only=True) as session:
        assert session.scalars(sa.select(SignOnBinding)).all() == []
    return word


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"iss": "https://another.example.org"},
        {"aud": "another client"},
        {"aud": ["portal", "another client"]},
        {"azp": "another client"},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
        {"amr": "mfa"},
        {"exp": "soon"},
        {"at_hash": "not of that token"},
    ],
    ids=lambda claims: ",".join(f"{name}={str(value)[:20]}" for name, value in claims.items()),
)
def test_a_token_that_says_something_else_opens_nothing(
    portal: Portal, university: University, claims: dict[str, Any]
) -> None:
    university.vouches(GRACE, claims=claims)
    assert refused(portal, university) == "failed"


@pytest.mark.parametrize(("name", "by"), [("exp", -2 * HOUR), ("iat", 2 * HOUR), ("iat", -HOUR)])
def test_a_token_of_another_time_opens_nothing(
    portal: Portal, university: University, name: str, by: int
) -> None:
    assert university.now is not None
    university.vouches(GRACE, claims={name: int(university.now) + by})
    assert refused(portal, university) == "failed"


@pytest.mark.parametrize("missing", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_token_that_leaves_something_out_opens_nothing(
    portal: Portal, university: University, missing: str
) -> None:
    university.vouches(GRACE, without=[missing])
    assert refused(portal, university) == "failed"


@pytest.mark.parametrize("signing", ["forged", "HS256", "none"])
def test_a_token_that_the_university_did_not_sign_opens_nothing(
    portal: Portal, university: University, signing: str
) -> None:
    university.vouches(GRACE, signing=signing)
    assert refused(portal, university) == "failed"


def test_a_new_key_of_the_university_is_fetched_when_it_is_first_used(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    assert told(sign_on(portal.browser(), university)) == ""
    university.vouches(GRACE, new_key=True)
    assert told(sign_on(portal.browser(), university)) == ""


def test_the_way_back_is_good_once(portal: Portal, university: University) -> None:
    university.vouches(GRACE)
    browser = portal.browser()
    back = university.through(leave(browser))
    cookie = browser.client.get_cookie("portal-sign-on")
    assert cookie is not None
    assert told(browser.get(back)) == ""
    assert browser.client.get_cookie("portal-sign-on") is None
    for kept in ("", cookie.value):
        again = portal.browser()
        if kept:
            again.client.set_cookie("portal-sign-on", kept)
        assert told(again.get(back)) == "expired"
        assert done(again.get("/api/session"))["account"] is None


def test_the_way_back_is_good_only_in_the_browser_that_left(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    hers, victim = portal.browser(), portal.browser()
    back = university.through(leave(hers))
    leave(victim)
    assert told(victim.get(back)) == "expired"
    assert done(victim.get("/api/session"))["account"] is None
    assert told(hers.get(back)) == "", "a stranger's try does not use hers up"


def test_the_way_back_is_good_for_ten_minutes(portal: Portal, university: University) -> None:
    university.vouches(GRACE)
    browser = portal.browser()
    back = university.through(leave(browser))
    portal.clock.turn(minutes=10)
    assert told(browser.get(back)) == "expired"


def test_a_code_of_another_issuer_is_not_redeemed(portal: Portal, university: University) -> None:
    university.vouches(GRACE, back={"iss": "https://another.example.org"})
    assert refused(portal, university) == "failed"


def test_a_code_that_is_not_theirs_opens_nothing(portal: Portal, university: University) -> None:
    university.vouches(GRACE, back={"code": "made up"})
    browser = portal.browser()
    back = university.through(leave(browser)).replace("&code=", "&was=")
    assert told(browser.get(f"{back}&code=made-up")) == "failed"


def test_who_breaks_it_off_there_is_back_at_the_sign_in(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE, back={"error": "access_denied", "error_description": "<b>No</b>"})
    assert refused(portal, university) == "declined"


def test_the_question_carries_state_nonce_and_a_challenge_that_are_new_each_time(
    portal: Portal, university: University
) -> None:
    asked = [parse_qs(urlsplit(leave(portal.browser())).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["scope"] == ["openid email profile"]
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["redirect_uri"] == ["http://127.0.0.1:8000/api/sign-in/oidc/callback"]


def test_metadata_of_another_issuer_or_without_tls_is_refused(
    portal: Portal, university: University
) -> None:
    for about in (
        {"issuer": "https://another.example.org"},
        {"token_endpoint": "http://login.example.org/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ):
        university.mood(about=about)
        assert told(portal.browser().get("/api/sign-in/oidc")) == "failed"


def test_a_provider_that_is_slow_or_broken_keeps_nobody_waiting(
    portal: Portal, university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    for mood in ({"slow": {"/token": 2}}, {"slow": {"/jwks": 2}}, {"status": 503}):
        university.vouches(GRACE, **mood)
        assert refused(portal, university) == "down"
    university.vouches(GRACE)
    assert told(sign_on(portal.browser(), university)) == ""


def test_a_provider_that_is_not_there_is_said_in_a_word(start_portal: Any) -> None:
    with running_university() as gone:
        pass
    found: Portal = start_portal(**gone.settings)
    answer = found.browser().get("/api/sign-in/oidc")
    assert told(answer) == "down"


def test_what_cannot_be_trusted_is_counted_until_the_client_has_to_wait(
    portal: Portal, university: University
) -> None:
    university.vouches("nobody@example.org")
    words = [told(sign_on(portal.browser(), university)) for _ in range(7)]
    assert words[0] == "unknown"
    assert words[-1] == "slow"
    with portal.database.session(reads_only=True) as session:
        kinds = set(session.scalars(sa.select(Counter.kind)))
    assert Kind.SIGN_ON in kinds


def test_others_on_the_same_network_do_not_wait_for_one_who_is_refused(
    portal: Portal, university: University
) -> None:
    university.vouches("nobody@example.org")
    for _ in range(7):
        sign_on(portal.browser(), university)
    university.vouches(GRACE)
    assert told(sign_on(portal.browser(), university)) == ""
