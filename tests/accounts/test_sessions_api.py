"""Signed-in devices: how long they stay, how they are seen, and how they end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts import people
from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.statements import statements
from tests.support.web import Browser
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"
COOKIE = "portal"


@pytest.fixture
def portal(portal: Portal) -> Portal:
    portal.enrol(email=ELEANOR)
    return portal


def inside(browser: Browser) -> bool:
    """Whether the device is signed in, by what its session and its pages say."""
    there = done(browser.get("/api/session"))["account"] is not None
    assert browser.get("/api/account/devices").status_code == (200 if there else 401)
    return there


@pytest.mark.parametrize(
    ("email", "idle", "longest"),
    [
        (ELEANOR, timedelta(days=30), timedelta(days=180)),
        ("coordinator.miami@example.org", timedelta(minutes=30), timedelta(hours=12)),
    ],
)
def test_a_session_ends_unused_and_at_the_latest_after_its_longest_life(
    portal: Portal, email: str, idle: timedelta, longest: timedelta
) -> None:
    browser = Browser(portal.app)
    portal.sign_in(browser, email)
    signed_in = portal.clock.now
    portal.clock.now += idle
    assert inside(browser)
    while portal.clock.now < signed_in + longest - idle:
        portal.clock.now += idle - timedelta(seconds=1)
        assert inside(browser)
    portal.clock.now = signed_in + longest - timedelta(seconds=1)
    assert inside(browser)
    portal.clock.now = signed_in + longest
    assert not inside(browser)


@pytest.mark.parametrize("email", [ELEANOR, "coordinator.miami@example.org"])
def test_a_session_not_used_in_time_is_over(portal: Portal, email: str) -> None:
    browser = Browser(portal.app)
    portal.sign_in(browser, email)
    idle = timedelta(days=30) if email == ELEANOR else timedelta(minutes=30)
    portal.clock.now += idle + timedelta(seconds=1)
    assert not inside(browser)


def test_use_is_noted_at_most_once_a_minute(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    phone.get("/api/session")
    portal.clock.turn(seconds=30)
    with statements(portal.database.engine) as sent:
        phone.get("/api/session")
    assert [line.split()[0] for line in sent].count("UPDATE") == 0
    portal.clock.turn(seconds=31)
    with statements(portal.database.engine) as sent:
        phone.get("/api/session")
    assert [line.split()[0] for line in sent].count("UPDATE") == 1


def test_a_participant_who_becomes_staff_signs_in_anew_with_the_short_session(
    portal: Portal,
) -> None:
    phone = portal.browser(ELEANOR)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        person = people.account_of(session, ELEANOR)
        assert person is not None
        world = portal.world
        people.join(
            session,
            person,
            Role.MONITOR,
            study_id=world.study.id,
            site_id=world.home.id,
            now=portal.clock.now,
        )
    assert not inside(phone)
    phone = portal.browser(ELEANOR)
    portal.clock.turn(minutes=31)
    assert not inside(phone)


def test_signing_out_ends_this_device_alone(portal: Portal) -> None:
    phone, tablet = portal.browser(ELEANOR), portal.browser(ELEANOR)
    answer = phone.post("/api/sign-out")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not inside(phone)
    assert inside(tablet)


def test_a_token_that_was_signed_out_stays_dead(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    cookie = phone.client.get_cookie(COOKIE)
    assert cookie is not None
    phone.post("/api/sign-out")
    assert phone.client.get_cookie(COOKIE) is None
    phone.client.set_cookie(COOKIE, cookie.value)
    assert not inside(phone)


def test_signing_out_everywhere_ends_every_device_of_this_person_alone(portal: Portal) -> None:
    portal.enrol(email="ruth@example.org")
    phone, tablet = portal.browser(ELEANOR), portal.browser(ELEANOR)
    other = portal.browser("ruth@example.org")
    assert phone.post("/api/account/sign-out-everywhere").status_code == 204
    assert [inside(browser) for browser in (phone, tablet, other)] == [False, False, True]


def test_the_list_of_devices_names_each_and_marks_this_one(portal: Portal) -> None:
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Version/18.4 Safari/604.1"
    phone, tablet = Browser(portal.app), portal.browser(ELEANOR)
    phone.client.environ_base["HTTP_USER_AGENT"] = iphone
    phone.sign_in(ELEANOR, portal.mailer)
    rows = done(phone.get("/api/account/devices"))["devices"]
    assert [(row["label"], row["current"]) for row in rows] == [
        ("iPhone, Safari", True),
        ("Device", False),
    ]
    assert {row["current"] for row in done(tablet.get("/api/account/devices"))["devices"]} == {
        True,
        False,
    }
    assert rows[0]["made_at"] == portal.clock.now.isoformat().replace("+00:00", "Z")


def test_a_device_that_was_not_used_in_time_is_not_in_the_list(portal: Portal) -> None:
    portal.browser(ELEANOR)
    portal.clock.turn(days=31)
    rows = done(portal.browser(ELEANOR).get("/api/account/devices"))["devices"]
    assert len(rows) == 1


def test_a_person_ends_another_of_her_devices(portal: Portal) -> None:
    phone, lost = portal.browser(ELEANOR), portal.browser(ELEANOR)
    rows = done(phone.get("/api/account/devices"))["devices"]
    other = next(row["id"] for row in rows if not row["current"])
    assert phone.delete(f"/api/account/devices/{other}").status_code == 204
    assert not inside(lost)
    assert inside(phone)
    problem(phone.delete(f"/api/account/devices/{other}"), 404, "not_found")


def test_somebody_elses_device_does_not_exist_for_me(portal: Portal) -> None:
    portal.enrol(email="ruth@example.org")
    hers = portal.browser("ruth@example.org")
    (row,) = done(hers.get("/api/account/devices"))["devices"]
    phone = portal.browser(ELEANOR)
    foreign = problem(phone.delete(f"/api/account/devices/{row['id']}"), 404, "not_found")
    unknown = problem(phone.delete(f"/api/account/devices/{uuid4()}"), 404, "not_found")
    assert foreign == unknown
    assert inside(hers)


def test_each_sign_in_has_a_new_token_and_ends_the_one_before_on_the_device(
    portal: Portal,
) -> None:
    phone = Browser(portal.app)
    tokens = []
    for _ in range(3):
        phone.sign_in(ELEANOR, portal.mailer)
        cookie = phone.client.get_cookie(COOKIE)
        assert cookie is not None
        tokens.append(cookie.value)
    assert len(set(tokens)) == 3
    assert all(len(token) >= 43 for token in tokens), "256 bits, RFC 4648 base64url"
    assert inside(phone)
    for old in tokens[:2]:
        phone.client.set_cookie(COOKIE, old)
        assert not inside(phone)


@pytest.mark.parametrize("role", ["coordinator.miami@example.org", ELEANOR])
def test_whose_membership_ends_is_out_at_once(portal: Portal, role: str) -> None:
    browser = portal.browser(role)
    assert inside(browser)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        membership = session.scalar(
            sa.select(Membership).join(Account).where(Account.email == role)
        )
        assert membership is not None
        membership.ended_at = portal.clock.now
    assert not inside(browser)
    asked = done(browser.post("/api/sign-in/code", {"email": role}), 202)["ticket"]
    body = {"ticket": asked, "code": portal.mailer.last_code()}
    problem(browser.post("/api/sign-in", body), 422, "wrong_code")


def test_a_membership_that_ends_later_counts_until_then(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        membership = session.scalar(
            sa.select(Membership).join(Account).where(Account.email == ELEANOR)
        )
        assert membership is not None
        membership.ended_at = portal.clock.now + timedelta(hours=1)
    assert inside(phone)
    portal.clock.turn(hours=1)
    assert not inside(phone)


def test_who_calls_is_read_in_one_statement(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    phone.get("/api/session")
    with statements(portal.database.engine) as sent:
        phone.get("/api/account/devices")
    assert len(sent) == 2, sent  # who calls, and the devices
