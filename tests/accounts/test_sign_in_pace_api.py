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


def test_tickets_are_forgotten_after_a_day(portal: Portal) -> None:
    ticket(portal.browser())
    portal.clock.turn(hours=25)
    ticket(portal.browser())
    with portal.database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SignInTicket)) == 1
