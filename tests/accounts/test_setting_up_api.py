"""Staff set up their first sign-in of two factors after an invitation, and reach nothing before."""

from __future__ import annotations

from typing import Any

import pytest

from portal.accounts.roles import Role
from tests.support.factors import (
    OTHER_PASSWORD,
    PASSWORD,
    add_app,
    choose_password,
    invited,
    set_up,
    sign_in,
)
from tests.support.passkeys import Phone, add_passkey, confirm_with, sign_in_with, try_to_add
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.routes import calls
from tests.support.web import Browser

GRACE, ELEANOR = "coordinator.miami@example.org", "eleanor@example.org"
STAFF_PAGE = "/api/staff/participants"


def token(browser: Browser) -> str:
    cookie = browser.client.get_cookie("portal")
    assert cookie is not None
    return cookie.value


def factors(browser: Browser) -> Any:
    return done(browser.get("/api/account/factors"))


def test_after_an_invitation_the_portal_says_that_she_has_to_set_up_her_sign_in(
    portal: Portal,
) -> None:
    told = done(invited(portal, GRACE).get("/api/session"))
    assert told["setting_up"] is True
    assert (told["home"], told["roles"], told["study"]) == ("staff", [], None)
    assert told["account"]["email"] == GRACE


def test_before_it_is_set_up_nothing_else_is_reached(small_portal: Portal) -> None:
    portal = small_portal
    browser = invited(portal, GRACE)
    for call in calls(portal.app):
        if call.parameters or call.asks in {"public", "setting up"}:
            continue
        body = None if call.method in {"GET", "DELETE"} else {}
        told = browser.call(call.method, call.rule, body).get_json()
        assert told["code"] in {"set_up_first", "invalid"}, (call, told)
        if told["code"] == "invalid":
            assert told["status"] == 422, "its body was looked at, and nothing else"


def test_a_passkey_is_enough_and_comes_with_a_new_token(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    before = token(browser)
    phone = add_passkey(browser)
    assert token(browser) != before
    told = done(browser.get("/api/session"))
    assert (told["setting_up"], told["roles"]) == (False, ["coordinator"])
    done(browser.get(STAFF_PAGE))
    browser.client.set_cookie("portal", before)
    assert done(browser.get("/api/session"))["account"] is None, "the old token is dead"
    done(sign_in_with(portal.browser(), phone))


def test_a_password_is_not_enough_before_the_app_is(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    before = token(browser)
    told = done(choose_password(browser))
    assert (told["complete"], told["staff"]) == (False, True)
    assert token(browser) == before
    problem(browser.get(STAFF_PAGE), 403, "set_up_first")
    add_app(portal, browser)
    assert token(browser) != before
    done(browser.get(STAFF_PAGE))


def test_the_other_way_around_works_too(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    add_app(portal, browser)
    problem(browser.get(STAFF_PAGE), 403, "set_up_first")
    done(choose_password(browser))
    done(browser.get(STAFF_PAGE))


def test_the_picture_to_scan_holds_the_secret_that_is_also_written(small_portal: Portal) -> None:
    told = done(invited(small_portal, GRACE).post("/api/account/app"))
    assert told["picture"].startswith("data:image/svg+xml")
    assert told["secret"].replace(" ", "") in told["address"]
    assert {len(group) for group in told["secret"].split()} == {4}


def test_a_second_invitation_ends_when_the_sign_in_is_set_up(portal: Portal) -> None:
    first, second = invited(portal, GRACE), invited(portal, GRACE)
    add_passkey(first)
    assert done(second.get("/api/session"))["account"] is None
    problem(second.post("/api/account/passkeys/options"), 401, "sign_in_needed")


def test_an_invitation_to_somebody_who_has_a_sign_in_opens_nothing(portal: Portal) -> None:
    set_up(portal, GRACE)
    browser = invited(portal, GRACE)
    assert done(browser.get("/api/session"))["account"] is None


def test_a_code_by_mail_lets_nobody_set_up_a_sign_in_of_staff(portal: Portal) -> None:
    """She takes part herself, and works for the study: her mailbox alone must not be enough."""
    portal.enrol(email=ELEANOR)
    portal.join(ELEANOR, Role.MONITOR, portal.world.home)
    phone = Browser(portal.app)
    phone.sign_in(ELEANOR, portal.mailer)
    told = done(phone.get("/api/session"))
    assert (told["roles"], told["home"], told["setting_up"]) == (
        ["participant"],
        "participant",
        False,
    )
    done(phone.get("/api/me/today"))
    problem(phone.get(STAFF_PAGE), 403, "not_allowed")
    assert factors(phone)["may_change"] is False
    problem(phone.post("/api/account/passkeys/options"), 403, "two_factors_needed")
    problem(choose_password(phone), 403, "two_factors_needed")


def test_a_participant_who_is_invited_sets_up_and_sees_both_sides(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    portal.join(ELEANOR, Role.MONITOR, portal.world.home)
    browser = invited(portal, ELEANOR)
    done(browser.get("/api/me/today"))
    problem(browser.get(STAFF_PAGE), 403, "not_allowed")
    phone = add_passkey(browser)
    done(browser.get(STAFF_PAGE))
    phone_of_hers = Browser(portal.app)
    portal.clock.turn(minutes=2)
    phone_of_hers.sign_in(ELEANOR, portal.mailer)
    problem(phone_of_hers.get(STAFF_PAGE), 403, "not_allowed")
    problem(phone_of_hers.post("/api/account/passkeys/options"), 403, "two_factors_needed")
    done(sign_in_with(phone_of_hers, phone))
    done(phone_of_hers.get(STAFF_PAGE))


def test_a_participant_needs_no_password(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    phone = portal.browser(ELEANOR)
    problem(choose_password(phone), 422, "password_for_staff")
    problem(phone.post("/api/account/app"), 422, "password_for_staff")
    problem(phone.post("/api/account/recovery-codes"), 422, "password_for_staff")
    assert factors(phone)["staff"] is False


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_short"),
        ("Password123456", "password_common"),
        ("CoordinatorMiami1", "password_about_you"),
        ("free-her-miami", "password_about_you"),
        ("plum roof river " * 9, "password_long"),
        ("x" * 1001, "invalid"),
        ("", "invalid"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(
    small_portal: Portal, password: str, code: str
) -> None:
    browser = invited(small_portal, GRACE)
    told = problem(choose_password(browser, password), 422, code)
    assert told["errors"][0]["field"] == "password"
    assert factors(browser)["password"] is None


def test_the_last_way_in_cannot_be_removed(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    phone = add_passkey(browser)
    [shown] = factors(browser)["passkeys"]
    path = f"/api/account/passkeys/{shown['id']}/removal"
    problem(browser.post(path, {"step_up": confirm_with(browser, phone)}), 422, "last_factor")
    done(choose_password(browser, step_up=confirm_with(browser, phone)))
    problem(browser.post(path, {"step_up": confirm_with(browser, phone)}), 422, "last_factor")
    add_app(portal, browser, step_up=confirm_with(browser, phone))
    done(browser.post(path, {"step_up": confirm_with(browser, phone)}))
    told = factors(browser)
    assert (told["passkeys"], told["complete"]) == ([], True)


@pytest.mark.parametrize("what", ["password", "app"])
def test_password_and_app_go_together(portal: Portal, what: str) -> None:
    browser, app, _ = set_up(portal, GRACE)
    path = f"/api/account/{what}/removal"
    problem(browser.post(path), 422, "step_up_needed")
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"password": PASSWORD}))
    problem(browser.post(path, {"step_up": asked}), 422, "last_factor")
    problem(browser.post("/api/account/passkeys/options", {"step_up": "x"}), 422, "invalid")
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"code": app.next_code()}))
    phone = add_passkey(browser, step_up=asked)
    done(browser.post(path, {"step_up": confirm_with(browser, phone)}))
    assert factors(browser)[what] is None


def test_a_new_password_signs_out_every_other_device_and_works_at_once(portal: Portal) -> None:
    browser, app, _ = set_up(portal, GRACE)
    other = portal.browser()
    done(sign_in(other, GRACE, app.next_code()))
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"password": PASSWORD}))
    done(choose_password(browser, OTHER_PASSWORD, step_up=asked))
    assert done(other.get("/api/session"))["account"] is None
    assert done(browser.get("/api/session"))["account"] is not None
    first = {"email": GRACE, "password": PASSWORD}
    problem(portal.browser().post("/api/sign-in/password", first), 422, "wrong_password")
    new = first | {"password": OTHER_PASSWORD}
    done(portal.browser().post("/api/sign-in/password", new))


def test_each_change_is_told_by_mail_and_written_down_without_a_secret(portal: Portal) -> None:
    browser, app, codes = set_up(portal, GRACE)
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"password": PASSWORD}))
    more = done(browser.post("/api/account/recovery-codes", {"step_up": asked}))["recovery_codes"]
    texts = [mail.text for mail in portal.mailer.mails if mail.to == GRACE]
    words = ("A password was set", "An app that shows", "New recovery codes")
    assert [word for word in words if any(word in text for text in texts)] == list(words)
    with portal.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind, action, before, after FROM audit_entry")
        history = [tuple(map(str, row)) for row in rows]
    kinds = {(kind, action) for kind, action, *_ in history}
    assert {("password", "added"), ("authenticator_app", "added")} <= kinds
    assert ("recovery_codes", "made") in kinds
    everything = " ".join(" ".join(row) for row in history)
    for secret in (PASSWORD, "argon2", *codes, *more, app.code()):
        assert secret not in everything


def test_secrets_are_not_stored_in_clear(portal: Portal) -> None:
    _, app, codes = set_up(portal, GRACE)
    with portal.database.engine.connect() as connection:
        stored = " ".join(
            str(tuple(row))
            for table in ("password", "authenticator_app", "recovery_code")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        )
    for secret in (PASSWORD, repr(app.secret), *codes, *(code.replace("-", "") for code in codes)):
        assert secret not in stored


def test_a_refused_passkey_leaves_her_where_she_was(portal: Portal) -> None:
    browser = invited(portal, GRACE)
    wrong = Phone(origin="https://portal.example.com")
    problem(try_to_add(browser, wrong), 422, "passkey_refused")
    assert done(browser.get("/api/session"))["setting_up"] is True
    add_passkey(browser)
    done(browser.get(STAFF_PAGE))
