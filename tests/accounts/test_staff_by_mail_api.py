"""A code by mail opens nothing of staff's."""

from __future__ import annotations

import pytest

from portal.accounts.roles import Role
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.sign_in import ask, ticket, type_code
from tests.support.statements import statements

GRACE, ELEANOR = "coordinator.miami@example.org", "eleanor@example.org"


def test_staff_get_a_mail_that_says_how_they_sign_in_and_no_code(portal: Portal) -> None:
    phone = portal.browser()
    asked = ticket(phone, GRACE)
    mail = portal.mailer.mails[-1]
    assert (mail.to, mail.subject) == (GRACE, "How you sign in")
    assert "passkey" in mail.text
    assert "admin" in mail.text
    assert not any(word.strip(".,").isdigit() for word in mail.text.split())
    problem(type_code(phone, asked, "12345678"), 422, "wrong_code")


def test_the_mail_speaks_her_language(portal: Portal) -> None:
    with portal.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE account SET language = 'es' WHERE email = '{GRACE}'")
    ticket(portal.browser(), GRACE)
    assert portal.mailer.mails[-1].subject == "Cómo entra usted"


def test_the_answer_is_that_of_everybody(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    seen = []
    for number, email in enumerate((GRACE, ELEANOR, "stranger@example.org")):
        where = {"environ_base": {"REMOTE_ADDR": f"198.51.100.{number}"}}
        with statements(portal.database.engine) as sent:
            answer = ask(portal.browser(), email, **where)
        body = {key: value for key, value in answer.get_json().items() if key != "ticket"}
        seen.append((answer.status_code, body, [line.split()[0] for line in sent]))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("code", ["the one that was made", "another"])
def test_even_the_code_that_was_made_would_not_open_it(
    portal: Portal, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.accounts.sign_in.secrets.randbelow", lambda _: 12345678)
    phone = portal.browser()
    asked = ticket(phone, GRACE)
    typed = "12345678" if code == "the one that was made" else "87654321"
    problem(type_code(phone, asked, typed), 422, "wrong_code")
    assert done(phone.get("/api/session"))["account"] is None


def test_who_is_both_gets_her_own_part_alone(portal: Portal) -> None:
    portal.enrol(email=ELEANOR)
    portal.join(ELEANOR, Role.ADMIN, None)
    phone = portal.browser()
    told = done(type_code(phone, ticket(phone, ELEANOR), portal.mailer.last_code()))
    assert told["roles"] == ["participant"]
    problem(phone.get("/api/staff/studies"), 403, "not_allowed")
    problem(phone.get("/api/staff/me"), 403, "not_allowed")
