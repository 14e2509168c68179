"""Sign-in with a password and a second step, and what a stranger learns from trying."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.factor_models import Password
from portal.accounts.passwords import Passwords
from tests.support.factors import (
    PASSWORD,
    App,
    choose_password,
    first_step,
    invited,
    second_step,
    set_up,
    sign_in,
)
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.statements import statements
from tests.support.together import at_once
from tests.support.web import Browser

GRACE, STRANGER = "coordinator.miami@example.org", "stranger@example.org"


@pytest.fixture
def grace(portal: Portal) -> tuple[Portal, App, list[str]]:
    _, app, codes = set_up(portal, GRACE)
    app.next_code()
    return portal, app, codes


Grace = tuple[Portal, App, list[str]]


def ticket(browser: Browser) -> str:
    found: str = done(first_step(browser, GRACE))["ticket"]
    return found


def test_password_and_code_open_the_desk(grace: Grace) -> None:
    portal, app, _ = grace
    browser = portal.browser()
    asked = ticket(browser)
    assert done(browser.get("/api/session"))["account"] is None, "half of it opens nothing"
    told = done(second_step(browser, asked, app.code()))
    assert (told["account"]["email"], told["home"]) == (GRACE, "staff")
    done(browser.get("/api/staff/participants"))


@pytest.mark.parametrize("shape", ["{} {}", " {}{}\n", "{}-{}"])
def test_a_code_may_be_pasted_with_what_stands_around_it(grace: Grace, shape: str) -> None:
    portal, app, _ = grace
    code = app.code()
    done(sign_in(portal.browser(), GRACE, shape.format(code[:3], code[3:])))


def test_a_code_is_taken_once(grace: Grace) -> None:
    portal, app, _ = grace
    code = app.code()
    done(sign_in(portal.browser(), GRACE, code))
    problem(sign_in(portal.browser(), GRACE, code), 422, "wrong_second")
    done(sign_in(portal.browser(), GRACE, app.next_code()))


def test_a_code_typed_twice_at_the_same_moment_opens_one_session(grace: Grace) -> None:
    portal, app, _ = grace
    browsers = [portal.browser() for _ in range(4)]
    tickets = [ticket(browser) for browser in browsers]
    code = app.code()
    answers = at_once(
        [lambda b=b, t=t: second_step(b, t, code) for b, t in zip(browsers, tickets, strict=True)]  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422, 422]


def test_the_code_of_the_set_up_is_not_taken_again(portal: Portal) -> None:
    _, app, _ = set_up(portal, GRACE)
    problem(sign_in(portal.browser(), GRACE, app.code()), 422, "wrong_second")


def test_a_recovery_code_works_once_however_it_is_typed(grace: Grace) -> None:
    portal, _, codes = grace
    typed = codes[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    browser = portal.browser()
    done(sign_in(browser, GRACE, typed))
    assert done(browser.get("/api/account/factors"))["recovery_codes_left"] == 9
    assert "recovery code was used" in portal.mailer.mails[-1].text
    problem(sign_in(portal.browser(), GRACE, codes[0]), 422, "wrong_second")
    done(sign_in(portal.browser(), GRACE, codes[1]))


def test_recovery_codes_are_ten_that_differ_and_new_ones_end_the_old(grace: Grace) -> None:
    portal, app, codes = grace
    assert len(set(codes)) == 10
    browser = portal.browser()
    done(sign_in(browser, GRACE, app.code()))
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"password": PASSWORD}))
    new = done(browser.post("/api/account/recovery-codes", {"step_up": asked}))["recovery_codes"]
    assert not set(new) & set(codes)
    problem(sign_in(portal.browser(), GRACE, codes[0]), 422, "wrong_second")
    done(sign_in(portal.browser(), GRACE, new[0]))


def test_a_ticket_is_for_ten_minutes_and_one_use(grace: Grace) -> None:
    portal, app, _ = grace
    browser = portal.browser()
    asked = ticket(browser)
    done(second_step(browser, asked, app.code()))
    problem(second_step(portal.browser(), asked, app.next_code()), 422, "second_expired")
    late = ticket(browser)
    portal.clock.turn(minutes=10)
    problem(second_step(portal.browser(), late, app.code()), 422, "second_expired")
    problem(second_step(portal.browser(), str(uuid4()), app.code()), 422, "second_expired")


def test_the_ticket_of_a_wrong_password_is_none(grace: Grace) -> None:
    portal, app, _ = grace
    problem(first_step(portal.browser(), GRACE, "not the password"), 422, "wrong_password")
    with portal.database.engine.connect() as connection:
        [wrong] = connection.exec_driver_sql(
            "SELECT id FROM password_try WHERE account_id IS NULL"
        ).scalars()
    problem(second_step(portal.browser(), str(wrong), app.code()), 422, "second_expired")


def test_after_five_wrong_codes_the_ticket_is_over(grace: Grace) -> None:
    portal, app, _ = grace
    browser = portal.browser()
    asked = ticket(browser)
    for left in (4, 3, 2, 1):
        told = problem(second_step(browser, asked, "000000"), 422, "wrong_second")
        assert (told["tries_left"], fields_of(told)) == (left, ["code"])
    problem(second_step(browser, asked, "000000"), 422, "second_tries")
    problem(second_step(browser, asked, app.code()), 422, "second_tries")


def test_new_tickets_give_no_end_of_tries(grace: Grace) -> None:
    portal, app, _ = grace
    browser = portal.browser()
    asked = ticket(browser)
    for _ in range(5):
        second_step(browser, asked, "000000")
    problem(second_step(browser, asked, app.code()), 422, "second_tries")
    problem(sign_in(portal.browser(), GRACE, app.code()), 429, "wait_after_tries")
    portal.clock.turn(minutes=1, seconds=1)
    done(sign_in(portal.browser(), GRACE, app.code()))


def test_after_five_wrong_passwords_that_network_waits_and_nobody_else(grace: Grace) -> None:
    portal, _, _ = grace
    elsewhere: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    body = {"email": GRACE, "password": "not the password"}
    for _ in range(5):
        answer = portal.browser().post("/api/sign-in/password", body, **elsewhere)
        problem(answer, 422, "wrong_password")
    right = body | {"password": PASSWORD}
    answer = portal.browser().post("/api/sign-in/password", right, **elsewhere)
    problem(answer, 429, "wait_after_tries")
    assert 55 <= int(answer.headers["Retry-After"]) <= 60
    done(portal.browser().post("/api/sign-in/password", right))
    portal.clock.turn(minutes=1, seconds=1)
    done(portal.browser().post("/api/sign-in/password", right, **elsewhere))


class Counting(Passwords):
    """Counts how often a hash is worked out."""

    def __init__(self) -> None:
        super().__init__(passes=1, kib=8)
        self.checked = 0

    def fits(self, hashed: str | None, password: str) -> bool:
        self.checked += 1
        return super().fits(hashed, password)


def without_password(portal: Portal) -> str:
    return "monitor.miami@example.org"


def test_an_unknown_address_is_answered_as_a_known_one_and_costs_as_much(grace: Grace) -> None:
    portal, _, _ = grace
    counting = Counting()
    parts = portal.app.extensions["portal"]
    object.__setattr__(parts, "passwords", counting)
    seen = []
    for number, email in enumerate((GRACE, without_password(portal), STRANGER)):
        where = {"environ_base": {"REMOTE_ADDR": f"198.51.100.{number}"}}
        body = {"email": email, "password": "not the password"}
        with statements(portal.database.engine) as sent:
            answer = portal.browser().post("/api/sign-in/password", body, **where)
        headers = [(name, value) for name, value in answer.headers if name != "X-Request-Id"]
        told = (answer.status_code, answer.get_json(), headers)
        seen.append((*told, [line.split()[0] for line in sent], counting.checked))
        counting.checked = 0
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][-1] == 1, "one hash is worked out, whoever it is"


def test_a_set_up_that_was_not_finished_is_told_to_who_knows_the_password_alone(
    portal: Portal,
) -> None:
    done(choose_password(invited(portal, GRACE)))
    problem(first_step(portal.browser(), GRACE, "not the password"), 422, "wrong_password")
    problem(first_step(portal.browser(), GRACE), 422, "setup_unfinished")


def test_a_hash_of_older_costs_is_made_anew_at_sign_in(grace: Grace) -> None:
    portal, app, _ = grace
    parts = portal.app.extensions["portal"]
    object.__setattr__(parts, "passwords", Passwords(passes=2, kib=16))
    done(sign_in(portal.browser(), GRACE, app.code()))
    with portal.database.session(reads_only=True) as session:
        hashed = session.scalar(sa.select(Password.hash))
    assert hashed is not None
    assert "$m=16,t=2,p=1$" in hashed
    done(first_step(portal.browser(), GRACE))


def test_tries_are_forgotten_after_a_day(portal: Portal) -> None:
    first_step(portal.browser(), STRANGER)
    portal.clock.turn(hours=25)
    first_step(portal.browser(), STRANGER)
    with portal.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM password_try").scalar() == 1
