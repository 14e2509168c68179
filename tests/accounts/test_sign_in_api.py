"""Signing in with a code from the mail."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.models import SignInTicket
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.sign_in import ELEANOR, ticket, type_code, wrong
from tests.support.together import at_once


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
    problem(type_code(phone, asked, code), 429, "too_many_tries")
    portal.clock.turn(minutes=1)
    problem(type_code(phone, asked, code), 422, "expired_code")
    assert done(phone.get("/api/session"))["account"] is None


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
