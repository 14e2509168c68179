"""The ways to prove again who she is: a passkey, a password, a code of the app, a code by mail."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.factors import PASSWORD, App, set_up
from tests.support.passkeys import Phone, add_passkey, confirm_with
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.web import Browser

GRACE, ELEANOR = "coordinator.miami@example.org", "eleanor@example.org"
CHANGE = {"purpose": "change_sign_in"}


def ask(browser: Browser, **more: Any) -> Any:
    return done(browser.post("/api/step-up", CHANGE | more), 202)


@pytest.fixture
def eleanor(portal: Portal) -> tuple[Browser, Phone]:
    portal.enrol(email=ELEANOR)
    browser = portal.browser(ELEANOR)
    return browser, add_passkey(browser)


@pytest.fixture
def grace(portal: Portal) -> tuple[Browser, App]:
    browser, app, _ = set_up(portal, GRACE)
    return browser, app


def test_a_participant_without_a_passkey_is_mailed_a_code_at_once(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    told = ask(portal.browser(ELEANOR))
    assert (told["methods"], told["mailed"], told["passkey"]) == (["email_code"], True, None)


def test_with_a_passkey_she_is_asked_for_it_first_and_no_mail_goes(
    portal: Portal, eleanor: tuple[Browser, Phone]
) -> None:
    browser, phone = eleanor
    before = len(portal.mailer.mails)
    told = ask(browser)
    assert (told["methods"], told["mailed"]) == (["passkey", "email_code"], False)
    assert len(told["passkey"]["allowCredentials"]) == 1
    assert len(portal.mailer.mails) == before
    done(browser.post(f"/api/step-up/{told['id']}", {"passkey": phone.answer(told["passkey"])}))


def test_she_may_have_a_code_by_mail_instead(
    portal: Portal, eleanor: tuple[Browser, Phone]
) -> None:
    browser, _ = eleanor
    told = ask(browser, by_mail=True)
    assert (told["mailed"], told["passkey"]) == (True, None)
    done(browser.post(f"/api/step-up/{told['id']}", {"code": portal.mailer.last_code()}))


def test_staff_who_have_a_sign_in_of_their_own_get_no_code_by_mail(
    portal: Portal, grace: tuple[Browser, App]
) -> None:
    browser, _ = grace
    told = ask(browser)
    assert (told["methods"], told["mailed"]) == (["password", "app_code"], False)
    answer = browser.post("/api/step-up", CHANGE | {"by_mail": True})
    problem(answer, 422, "step_up_method")


def test_staff_confirm_with_their_password(grace: tuple[Browser, App]) -> None:
    browser, _ = grace
    path = f"/api/step-up/{ask(browser)['id']}"
    told = problem(browser.post(path, {"password": "not hers"}), 422, "step_up_password")
    assert (fields_of(told), told["tries_left"]) == (["password"], 4)
    done(browser.post(path, {"password": PASSWORD}))


def test_staff_confirm_with_a_code_of_the_app_that_is_new(grace: tuple[Browser, App]) -> None:
    browser, app = grace
    path = f"/api/step-up/{ask(browser)['id']}"
    problem(browser.post(path, {"code": app.code()}), 422, "wrong_code")
    done(browser.post(path, {"code": app.next_code()}))


def test_the_passkey_of_somebody_else_confirms_nothing(
    portal: Portal, eleanor: tuple[Browser, Phone]
) -> None:
    browser, _ = eleanor
    portal.enrol(email="ruth@example.org")
    other = add_passkey(portal.browser("ruth@example.org"))
    told = ask(browser)
    body = {"passkey": other.answer(told["passkey"])}
    problem(browser.post(f"/api/step-up/{told['id']}", body), 422, "passkey_refused")


def test_an_answer_to_one_step_up_confirms_no_other(eleanor: tuple[Browser, Phone]) -> None:
    browser, phone = eleanor
    first, second = ask(browser), ask(browser)
    body = {"passkey": phone.answer(first["passkey"])}
    problem(browser.post(f"/api/step-up/{second['id']}", body), 422, "passkey_refused")
    done(browser.post(f"/api/step-up/{first['id']}", {"passkey": phone.answer(first["passkey"])}))


def test_wrong_proofs_are_counted_over_all_step_ups(
    portal: Portal, grace: tuple[Browser, App]
) -> None:
    browser, _ = grace
    first, second = (f"/api/step-up/{ask(browser)['id']}" for _ in range(2))
    for _ in range(5):
        browser.post(first, {"password": "not hers"})
    problem(browser.post(first, {"password": PASSWORD}), 422, "step_up_tries")
    problem(browser.post(second, {"password": PASSWORD}), 429, "wait_after_tries")
    portal.clock.turn(minutes=1, seconds=1)
    done(browser.post(second, {"password": PASSWORD}))


@pytest.mark.parametrize("purpose", ["sign_consent", "countersign_consent"])
def test_a_step_up_for_signing_changes_no_sign_in(
    eleanor: tuple[Browser, Phone], purpose: str
) -> None:
    browser, phone = eleanor
    other = confirm_with(browser, phone, purpose)
    answer = browser.post("/api/account/passkeys/options", {"step_up": other})
    problem(answer, 422, "step_up_needed")


@pytest.mark.parametrize(
    "body",
    [{}, {"code": "1", "password": "x"}, {"password": ""}, {"passkey": {}}, {"passkey": "x"}],
)
def test_exactly_one_proof_is_sent(eleanor: tuple[Browser, Phone], body: dict[str, Any]) -> None:
    browser, _ = eleanor
    problem(browser.post(f"/api/step-up/{ask(browser)['id']}", body), 422, "invalid")


def test_how_it_was_confirmed_is_in_the_history(
    portal: Portal, eleanor: tuple[Browser, Phone]
) -> None:
    confirm_with(*eleanor)
    with portal.database.engine.connect() as connection:
        [after] = connection.exec_driver_sql(
            "SELECT after FROM audit_entry WHERE kind = 'step_up'"
        ).scalars()
    assert "passkey" in str(after)
    assert "change_sign_in" in str(after)
