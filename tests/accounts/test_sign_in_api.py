"""Signing in with a code from the mail."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from portal.accounts.models import SignInTicket
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.statements import statements
from tests.support.together import at_once
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"
STRANGER = "stranger@example.org"


def ask(browser: Browser, email: str = ELEANOR, **more: Any) -> TestResponse:
    return browser.post("/api/sign-in/code", {"email": email}, **more)


def ticket(browser: Browser, email: str = ELEANOR, **more: Any) -> str:
    found: str = done(ask(browser, email, **more), 202)["ticket"]
    return found


def type_code(browser: Browser, ticket: str, code: str) -> TestResponse:
    return browser.post("/api/sign-in", {"ticket": ticket, "code": code})


def wrong(code: str) -> str:
    """Another code of 8 digits."""
    return f"{(int(code) + 1) % 10**8:08d}"


@pytest.fixture
def portal(portal: Portal) -> Portal:
    portal.enrol(email=ELEANOR)
    return portal


def test_the_right_code_signs_in_and_says_who_is_there(portal: Portal) -> None:
    phone = portal.browser()
    answer = type_code(phone, ticket(phone), portal.mailer.last_code())
    body = done(answer)
    assert body["account"]["email"] == ELEANOR
    assert body["home"] == "participant"
    assert body["roles"] == ["participant"]
    assert body["study"]["short_title"] == "Free-HER"
    assert done(phone.get("/api/session")) == body


def test_nobody_is_signed_in_at_first(portal: Portal) -> None:
    body = done(portal.browser().get("/api/session"))
    assert (body["account"], body["roles"], body["home"], body["study"]) == (None, [], None, None)


@pytest.mark.parametrize("shape", ["{} {}", " {}{} ", "{}-{}", "{}\u00a0{}"])
def test_a_code_may_be_typed_or_pasted_with_what_stands_around_it(
    portal: Portal, shape: str
) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    code = portal.mailer.last_code()
    done(type_code(phone, asked, shape.format(code[:4], code[4:])))


def test_an_address_may_be_typed_in_capitals_and_with_spaces(portal: Portal) -> None:
    phone = portal.browser()
    done(type_code(phone, ticket(phone, f"  {ELEANOR.upper()} "), portal.mailer.last_code()))


def test_a_wrong_code_is_refused_and_says_how_many_tries_are_left(portal: Portal) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    code = portal.mailer.last_code()
    for left in (4, 3, 2, 1):
        body = problem(type_code(phone, asked, wrong(code)), 422, "wrong_code")
        assert body["tries_left"] == left
        assert fields_of(body) == ["code"]
    done(type_code(phone, asked, code))


def test_after_five_wrong_tries_even_the_right_code_does_not_work(portal: Portal) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    code = portal.mailer.last_code()
    answers = [type_code(phone, asked, wrong(code)) for _ in range(5)]
    assert problem(answers[-1], 422, "too_many_tries")["tries_left"] == 0
    problem(type_code(phone, asked, code), 422, "too_many_tries")
    assert done(phone.get("/api/session"))["account"] is None


def test_after_five_wrong_tries_this_device_waits_a_quarter_of_an_hour(portal: Portal) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    for _ in range(5):
        type_code(phone, asked, wrong(portal.mailer.last_code()))
    portal.clock.turn(minutes=14, seconds=59)
    answer = ask(phone)
    problem(answer, 429, "too_many_tries")
    assert int(answer.headers["Retry-After"]) <= 2
    portal.clock.turn(seconds=int(answer.headers["Retry-After"]))
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


def test_a_strangers_wrong_tries_do_not_keep_the_person_out(portal: Portal) -> None:
    stranger, phone = portal.browser(), portal.browser()
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    asked = ticket(stranger, **elsewhere)
    for _ in range(5):
        type_code(stranger, asked, wrong(portal.mailer.last_code()))
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


def test_wrong_tries_at_the_same_moment_are_all_counted(portal: Portal) -> None:
    asked = ticket(portal.browser())
    bad = wrong(portal.mailer.last_code())
    browsers = [portal.browser() for _ in range(12)]
    answers = at_once([lambda b=b: type_code(b, asked, bad) for b in browsers])  # type: ignore[misc]
    codes = sorted(answer.get_json()["code"] for answer in answers)
    assert codes == ["too_many_tries"] * 8 + ["wrong_code"] * 4
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(SignInTicket.wrong_tries)) == 5


def test_a_code_typed_twice_at_the_same_moment_opens_one_session(portal: Portal) -> None:
    asked = ticket(portal.browser())
    code = portal.mailer.last_code()
    browsers = [portal.browser() for _ in range(8)]
    answers = at_once([lambda b=b: type_code(b, asked, code) for b in browsers])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 7


@pytest.mark.parametrize(("minutes", "works"), [(9.99, True), (10, False), (60, False)])
def test_a_code_lives_ten_minutes(portal: Portal, minutes: float, works: bool) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    portal.clock.turn(minutes=minutes)
    answer = type_code(phone, asked, portal.mailer.last_code())
    if works:
        done(answer)
    else:
        assert fields_of(problem(answer, 422, "expired_code")) == ["code"]


def test_a_code_works_once(portal: Portal) -> None:
    asked = ticket(portal.browser())
    code = portal.mailer.last_code()
    done(type_code(portal.browser(), asked, code))
    problem(type_code(portal.browser(), asked, code), 422, "expired_code")


def test_the_code_of_another_ticket_does_not_open_this_one(portal: Portal) -> None:
    portal.enrol(email="ruth@example.org")
    phone = portal.browser()
    mine, _hers = ticket(phone), ticket(phone, "ruth@example.org")
    problem(type_code(phone, mine, portal.mailer.last_code()), 422, "wrong_code")


def test_a_ticket_that_was_never_given_out_is_an_expired_one(portal: Portal) -> None:
    problem(type_code(portal.browser(), str(uuid4()), "12345678"), 422, "expired_code")


def test_a_code_sent_to_an_address_that_was_given_up_opens_nothing(portal: Portal) -> None:
    participant = portal.enrol(email="lost@example.org")
    thief = portal.browser()
    asked = ticket(thief, "lost@example.org")
    code = portal.mailer.last_code()
    done(portal.at_desk().change(participant.id, email="new@example.org", reason="Lost her phone"))
    problem(type_code(thief, asked, code), 422, "wrong_code")


def test_a_code_is_sent_again_after_a_minute_not_before(portal: Portal) -> None:
    phone = portal.browser()
    ticket(phone)
    portal.clock.turn(seconds=59)
    answer = ask(phone)
    problem(answer, 429, "code_just_sent")
    assert 1 <= int(answer.headers["Retry-After"]) <= 2
    assert len(portal.mailer.mails) == 1
    portal.clock.turn(seconds=int(answer.headers["Retry-After"]))
    ticket(phone)
    assert len(portal.mailer.mails) == 2


def test_who_used_her_code_may_ask_for_the_next_at_once(portal: Portal) -> None:
    phone = portal.browser()
    type_code(phone, ticket(phone), portal.mailer.last_code())
    ticket(portal.browser())


def test_an_address_gets_ten_codes_an_hour(portal: Portal) -> None:
    phone = portal.browser()
    for _ in range(10):
        ticket(phone)
        portal.clock.turn(minutes=5)
    answer = ask(phone)
    body = problem(answer, 429, "too_many_codes")
    assert int(answer.headers["Retry-After"]) == 10 * 60 + 1
    assert "11 minutes" in body["detail"]
    portal.clock.turn(minutes=11)
    ticket(phone)


@pytest.mark.parametrize("asks", [1, 2, 11])
def test_an_unknown_address_is_answered_as_a_known_one(portal: Portal, asks: int) -> None:
    seen = []
    for email, address in ((ELEANOR, "198.51.100.1"), (STRANGER, "198.51.100.2")):
        phone = portal.browser()
        start = portal.clock.now
        for _ in range(asks):
            with statements(portal.database.engine) as sent:
                answer = ask(phone, email, environ_base={"REMOTE_ADDR": address})
            portal.clock.turn(seconds=30 if asks == 2 else 300)
        portal.clock.now = start
        body = answer.get_json()
        body.pop("ticket", None)
        headers = [(name, value) for name, value in answer.headers if name != "X-Request-Id"]
        seen.append((answer.status_code, body, headers, [line.split()[0] for line in sent]))
    assert seen[0] == seen[1]


def test_an_unknown_address_gets_no_mail_and_no_entry(portal: Portal) -> None:
    phone = portal.browser()
    asked = ticket(phone, STRANGER)
    assert portal.mailer.mails == []
    for left in (4, 3, 2, 1):
        body = problem(type_code(phone, asked, "12345678"), 422, "wrong_code")
        assert body["tries_left"] == left
    problem(type_code(phone, asked, "12345678"), 422, "too_many_tries")


def test_the_mail_holds_the_code_and_no_word_about_person_trial_or_disease(
    portal: Portal,
) -> None:
    ticket(portal.browser())
    mail = portal.mailer.mails[-1]
    assert mail.to == ELEANOR
    text = f"{mail.subject} {mail.text}".lower()
    for word in ("free-her", "her2", "cancer", "trial", "whitfield", "eleanor", "http"):
        assert word not in text


def test_the_mail_speaks_the_persons_language(portal: Portal) -> None:
    portal.enrol(email="rosa@example.org", language="es")
    ticket(portal.browser(language="en"), "rosa@example.org")
    assert portal.mailer.mails[-1].subject == "Su código de acceso"


def test_codes_and_keys_are_not_stored_in_clear(portal: Portal) -> None:
    ticket(portal.browser())
    code = portal.mailer.last_code()
    with portal.database.session(reads_only=True) as session:
        row = session.execute(sa.select(SignInTicket.__table__)).one()
    stored = " ".join(str(value) for value in row)
    assert code not in stored
    assert code[:4] + " " + code[4:] not in stored
    assert portal.settings.secret_key not in stored
    assert "127.0.0.1" not in stored


def test_tickets_are_forgotten_after_a_day(portal: Portal) -> None:
    ticket(portal.browser())
    portal.clock.turn(hours=25)
    ticket(portal.browser())
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SignInTicket)) == 1


def test_codes_are_eight_digits_and_differ(portal: Portal) -> None:
    codes = set()
    for _ in range(10):
        ticket(portal.browser())
        codes.add(portal.mailer.last_code())
        portal.clock.turn(minutes=7)
    assert len(codes) == 10
    assert all(len(code) == 8 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "email"),
        ({"email": ""}, "email"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": 5}, "email"),
        ({"email": None}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"email": ELEANOR, "more": 1}, "more"),
    ],
)
def test_an_address_that_cannot_be_one_is_named(
    portal: Portal, body: dict[str, Any], field: str
) -> None:
    answer = portal.browser().post("/api/sign-in/code", body)
    assert fields_of(problem(answer, 422, "invalid")) == [field]
    assert portal.mailer.mails == []
