"""Passkeys: adding, signing in, and everything that must not open the portal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.factors import invited
from tests.support.passkeys import (
    PRESENT,
    VERIFIED,
    Phone,
    add_passkey,
    confirm_with,
    nobody,
    sign_in_with,
    try_to_add,
)
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.web import Browser

ELEANOR, RUTH, GRACE = "eleanor@example.org", "ruth@example.org", "coordinator.miami@example.org"
OPTIONS, SIGN_IN = "/api/sign-in/passkey/options", "/api/sign-in/passkey"


@pytest.fixture
def portal(portal: Portal) -> Portal:
    portal.enrol(email=ELEANOR)
    return portal


def factors(browser: Browser) -> Any:
    return done(browser.get("/api/account/factors"))


def test_a_participant_adds_a_passkey_in_one_go_and_signs_in_without_typing(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    tablet = portal.browser()
    told = done(sign_in_with(tablet, phone))
    assert (told["account"]["email"], told["home"]) == (ELEANOR, "participant")
    assert done(tablet.get("/api/session")) == told
    [shown] = factors(tablet)["passkeys"]
    assert shown["label"] == "Device"
    assert shown["last_used_at"] == portal.clock.now.isoformat().replace("+00:00", "Z")
    portal.clock.now += timedelta(days=29)
    assert done(tablet.get("/api/session"))["account"] is not None, "her session is the long one"


def test_the_options_ask_for_a_verified_person_and_a_key_that_is_found_by_itself(
    portal: Portal,
) -> None:
    browser = portal.browser(ELEANOR)
    first = add_passkey(browser)
    proof = {"step_up": confirm_with(browser, first)}
    options = done(browser.post("/api/account/passkeys/options", proof))["options"]
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert options["attestation"] == "none"
    assert options["rp"]["id"] == "localhost"
    assert options["user"]["name"] == ELEANOR
    assert len(options["excludeCredentials"]) == 1
    asked = done(portal.browser().post(OPTIONS))["options"]
    assert asked["userVerification"] == "required"
    assert asked.get("allowCredentials", []) == []
    assert len(asked["challenge"]) == 43


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://portal.example.com"},
        {"origin": "http://localhost:9000"},
        {"origin": "https://localhost:8000"},
        {"party": "portal.example.com"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"handle": nobody()},
        {"handle": "AAAA"},
        {"id": b"another id of the same length .."},
    ],
    ids=lambda change: f"{next(iter(change))} {next(iter(change.values()))!r:.20}",
)
def test_a_passkey_of_elsewhere_or_without_her_opens_nothing(
    portal: Portal, change: dict[str, Any]
) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    for name, value in change.items():
        setattr(phone, name, value)
    browser = portal.browser()
    problem(sign_in_with(browser, phone), 422, "passkey_refused")
    assert done(browser.get("/api/session"))["account"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://portal.example.com"},
        {"party": "portal.example.com"},
        {"flags": PRESENT},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_passkey_that_was_made_elsewhere_is_not_added(
    small_portal: Portal, change: dict[str, Any]
) -> None:
    small_portal.enrol(email=ELEANOR)
    browser = small_portal.browser(ELEANOR)
    problem(try_to_add(browser, Phone(**change)), 422, "passkey_refused")
    assert factors(browser)["passkeys"] == []


def test_another_key_with_the_same_id_opens_nothing(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    stranger = Phone(id=phone.id, handle=phone.handle, count=9)
    problem(sign_in_with(portal.browser(), stranger), 422, "passkey_refused")


def test_an_answer_is_taken_once(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    browser = portal.browser()
    asked = done(browser.post(OPTIONS))
    body = {"id": asked["id"], "credential": phone.answer(asked["options"])}
    done(browser.post(SIGN_IN, body))
    problem(portal.browser().post(SIGN_IN, body), 422, "passkey_expired")


def test_a_wrong_answer_uses_up_its_challenge(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    browser = portal.browser()
    asked = done(browser.post(OPTIONS))
    wrong = {"id": asked["id"], "credential": Phone(id=phone.id).answer(asked["options"])}
    problem(browser.post(SIGN_IN, wrong), 422, "passkey_refused")
    right = {"id": asked["id"], "credential": phone.answer(asked["options"])}
    problem(browser.post(SIGN_IN, right), 422, "passkey_expired")


def test_an_answer_to_another_challenge_is_refused(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    browser = portal.browser()
    first, second = done(browser.post(OPTIONS)), done(browser.post(OPTIONS))
    body = {"id": second["id"], "credential": phone.answer(first["options"])}
    problem(browser.post(SIGN_IN, body), 422, "passkey_refused")


@pytest.mark.parametrize(("seconds", "works"), [(299, True), (300, False)])
def test_a_challenge_lives_five_minutes(portal: Portal, seconds: int, works: bool) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    browser = portal.browser()
    asked = done(browser.post(OPTIONS))
    portal.clock.turn(seconds=seconds)
    answer = browser.post(
        SIGN_IN, {"id": asked["id"], "credential": phone.answer(asked["options"])}
    )
    assert answer.status_code == (200 if works else 422)


def test_a_challenge_for_adding_is_none_for_signing_in(portal: Portal) -> None:
    browser = portal.browser(ELEANOR)
    phone = add_passkey(browser)
    proof = {"step_up": confirm_with(browser, phone)}
    asked = done(browser.post("/api/account/passkeys/options", proof))
    body = {"id": asked["id"], "credential": phone.answer(asked["options"])}
    problem(portal.browser().post(SIGN_IN, body), 422, "passkey_expired")


def test_a_challenge_for_adding_is_for_the_device_it_was_made_on(portal: Portal) -> None:
    browser, other = portal.browser(ELEANOR), portal.browser(ELEANOR)
    asked = done(browser.post("/api/account/passkeys/options"))
    body = {"id": asked["id"], "credential": Phone().make(asked["options"])}
    problem(other.post("/api/account/passkeys", body), 422, "passkey_expired")


def test_a_count_that_goes_back_is_a_copy_and_refused(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR))
    phone.count = 10
    done(sign_in_with(portal.browser(), phone))
    phone.count = 10  # a copy made before would sign with 11 now, as the passkey itself did
    problem(sign_in_with(portal.browser(), phone), 422, "passkey_refused")
    done(sign_in_with(portal.browser(), phone))


def test_a_passkey_that_does_not_count_is_accepted(portal: Portal) -> None:
    phone = add_passkey(portal.browser(ELEANOR), Phone(counts=False))
    for _ in range(3):
        done(sign_in_with(portal.browser(), phone))


def test_a_removed_passkey_opens_nothing(portal: Portal) -> None:
    browser = portal.browser(ELEANOR)
    phone = add_passkey(browser)
    [shown] = factors(browser)["passkeys"]
    path = f"/api/account/passkeys/{shown['id']}/removal"
    problem(browser.post(path, {}), 422, "step_up_needed")
    done(browser.post(path, {"step_up": confirm_with(browser, phone)}))
    assert factors(browser)["passkeys"] == []
    problem(sign_in_with(portal.browser(), phone), 422, "passkey_refused")


def test_somebody_elses_passkey_does_not_exist_for_me(portal: Portal) -> None:
    portal.enrol(email=RUTH)
    eleanor, ruth = portal.browser(ELEANOR), portal.browser(RUTH)
    add_passkey(eleanor)
    [hers] = factors(eleanor)["passkeys"]
    path = f"/api/account/passkeys/{hers['id']}"
    problem(ruth.patch(path, {"label": "Mine"}), 404, "not_found")
    problem(ruth.post(f"{path}/removal", {}), 404, "not_found")
    assert factors(eleanor)["passkeys"] == [hers]


def test_a_passkey_is_added_once(portal: Portal) -> None:
    portal.enrol(email=RUTH)
    phone = add_passkey(portal.browser(ELEANOR))
    problem(try_to_add(portal.browser(RUTH), phone), 409, "passkey_known")


def test_a_passkey_can_be_given_a_name(portal: Portal) -> None:
    browser = portal.browser(ELEANOR)
    add_passkey(browser)
    [shown] = factors(browser)["passkeys"]
    told = done(browser.patch(f"/api/account/passkeys/{shown['id']}", {"label": " My phone "}))
    assert told["passkeys"][0]["label"] == "My phone"


def test_a_second_passkey_has_to_be_confirmed_first(portal: Portal) -> None:
    browser = portal.browser(ELEANOR)
    phone = add_passkey(browser)
    problem(browser.post("/api/account/passkeys/options"), 422, "step_up_needed")
    add_passkey(browser, step_up=confirm_with(browser, phone))
    assert len(factors(browser)["passkeys"]) == 2


def test_each_change_is_told_by_mail(portal: Portal) -> None:
    browser = portal.browser(ELEANOR)
    phone = add_passkey(browser)
    assert portal.mailer.mails[-1].to == ELEANOR
    assert "A passkey was added" in portal.mailer.mails[-1].text
    [shown] = factors(browser)["passkeys"]
    path = f"/api/account/passkeys/{shown['id']}/removal"
    done(browser.post(path, {"step_up": confirm_with(browser, phone)}))
    assert "A passkey was removed" in portal.mailer.mails[-1].text


def test_whoever_has_no_place_left_is_refused(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    phone = add_passkey(browser)
    with portal.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE membership SET ended_at = since")
    problem(sign_in_with(portal.browser(), phone), 422, "passkey_refused")


HOSTILE: list[dict[str, Any]] = [
    {"id": 5},
    {"id": "x" * 100_000},
    {"id": "none", "rawId": "none", "type": "public-key", "response": []},
    {"id": "none", "rawId": "none", "type": "public-key", "response": {"userHandle": 5}},
    {"response": {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "!"}},
    {"response": {"clientDataJSON": "e30", "authenticatorData": "", "signature": ""}},
    {"type": "password"},
    {"rawId": "é"},
    {"response": {"attestationObject": "oA", "clientDataJSON": "e30"}},
    {"response": {"attestationObject": "////", "clientDataJSON": "bnVsbA"}},
]


@pytest.mark.parametrize("change", HOSTILE, ids=lambda change: f"{change!r:.40}")
def test_nonsense_in_place_of_a_passkey_is_refused_politely(
    small_portal: Portal, change: dict[str, Any]
) -> None:
    small_portal.enrol(email=ELEANOR)
    browser = small_portal.browser(ELEANOR)
    phone = add_passkey(browser)
    asked = done(browser.post(OPTIONS))
    credential = phone.answer(asked["options"]) | change
    problem(
        browser.post(SIGN_IN, {"id": asked["id"], "credential": credential}), 422, "passkey_refused"
    )
    proof = {"step_up": confirm_with(browser, phone)}
    asked = done(browser.post("/api/account/passkeys/options", proof))
    credential = Phone().make(asked["options"]) | change
    body = {"id": asked["id"], "credential": credential}
    problem(browser.post("/api/account/passkeys", body), 422, "passkey_refused")


def test_a_challenge_that_was_never_given_out_is_an_expired_one(small_portal: Portal) -> None:
    body = {"id": str(uuid4()), "credential": {"id": "x"}}
    problem(small_portal.browser().post(SIGN_IN, body), 422, "passkey_expired")
