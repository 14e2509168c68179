"""How often codes are sent and tried, and what a stranger learns from asking."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from portal.accounts.models import SignInTicket
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.sign_in import ELEANOR, ask, ticket, type_code, wrong
from tests.support.statements import statements

STRANGER = "stranger@example.org"


@pytest.fixture
def portal(portal: Portal) -> Portal:
    portal.enrol(email=ELEANOR)
    return portal


def test_after_five_wrong_tries_this_device_waits_longer_with_each_further_one(
    portal: Portal,
) -> None:
    phone = portal.browser()
    asked = ticket(phone)
    for _ in range(5):
        type_code(phone, asked, wrong(portal.mailer.last_code()))
    for minutes in (1, 2, 4):
        portal.clock.turn(minutes=minutes, seconds=-1)
        answer = ask(phone)
        problem(answer, 429, "too_many_tries")
        assert answer.headers["Retry-After"] == "1"
        portal.clock.turn(seconds=1)
        asked = ticket(phone)
        answer = type_code(phone, asked, wrong(portal.mailer.last_code()))
        assert problem(answer, 422, "too_many_tries")["tries_left"] == 0
    portal.clock.turn(minutes=8)
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


def test_a_strangers_wrong_tries_do_not_keep_the_person_out(portal: Portal) -> None:
    stranger, phone = portal.browser(), portal.browser()
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    asked = ticket(stranger, **elsewhere)
    for _ in range(5):
        type_code(stranger, asked, wrong(portal.mailer.last_code()), **elsewhere)
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


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


def test_strangers_cannot_use_up_her_codes_where_she_has_signed_in_before(portal: Portal) -> None:
    phone = portal.browser(ELEANOR)
    new = portal.browser()
    for number in range(30):
        ticket(portal.browser(), environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
    problem(ask(new), 429, "too_many_codes")
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


def test_one_stranger_cannot_use_up_the_codes_of_a_new_device(portal: Portal) -> None:
    there = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    for _ in range(10):
        ticket(portal.browser(), **there)
        portal.clock.turn(minutes=1)
    problem(ask(portal.browser(), **there), 429, "too_many_codes")
    phone = portal.browser()
    done(type_code(phone, ticket(phone), portal.mailer.last_code()))


def test_one_network_cannot_have_codes_mailed_to_everybody(small_portal: Portal) -> None:
    for number in range(60):
        ticket(small_portal.browser(), f"person{number}@example.org")
    problem(ask(small_portal.browser(), "another@example.org"), 429, "slow_down")
    small_portal.clock.turn(hours=1)
    ticket(small_portal.browser(), "another@example.org")


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


@pytest.mark.parametrize("tries", [1, 5, 6])
def test_a_wrong_code_costs_and_tells_the_same_for_an_unknown_address(
    portal: Portal, tries: int
) -> None:
    seen = []
    for email, address in ((ELEANOR, "198.51.100.1"), (STRANGER, "198.51.100.2")):
        phone, where = portal.browser(), {"environ_base": {"REMOTE_ADDR": address}}
        asked = ticket(phone, email, **where)
        for _ in range(tries):
            with statements(portal.database.engine) as sent:
                answer = type_code(phone, asked, "not it", **where)
        headers = [(name, value) for name, value in answer.headers if name != "X-Request-Id"]
        made = [line.partition(" WHERE")[0] for line in sent if "FROM account" not in line]
        seen.append((answer.status_code, answer.get_json(), headers, made))
    assert seen[0] == seen[1]


def test_she_is_told_in_her_language_when_others_try_her_address(portal: Portal) -> None:
    rosa = "rosa@example.org"
    portal.enrol(email=rosa, language="es")
    for number in range(3):
        stranger = portal.browser()
        where = {"environ_base": {"REMOTE_ADDR": f"203.0.113.{number}"}}
        asked = ticket(stranger, rosa, **where)
        for _ in range(4):
            type_code(stranger, asked, "not it", **where)
    subjects = [mail.subject for mail in portal.mailer.mails if mail.to == rosa]
    assert subjects == ["Su código de acceso"] * 3 + ["Alguien intentó entrar"]
    text = portal.mailer.mails[-1].text.lower()
    for word in ("free-her", "cáncer", "ensayo", "rosa", "203.0"):
        assert word not in text


def test_tickets_are_forgotten_after_a_day(portal: Portal) -> None:
    ticket(portal.browser())
    portal.clock.turn(hours=25)
    ticket(portal.browser())
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SignInTicket)) == 1
