"""A new way in for somebody who lost her phone and her address."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.accounts.roles import Role
from tests.support.joining import Inviter, Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.sign_in import ask

ELEANOR, NEW = "eleanor@example.org", "new@example.org"


@pytest.fixture
def inviter(portal: Portal) -> Inviter:
    return Inviter(portal, portal.enrol(email=ELEANOR))


def test_nothing_that_signed_her_in_does_so_any_more(portal: Portal, inviter: Inviter) -> None:
    phone = portal.browser(ELEANOR)
    asked = done(ask(phone, ELEANOR), 202)["ticket"]
    code = portal.mailer.last_code()
    inviter.reset()
    assert done(phone.get("/api/session"))["account"] is None
    body = {"ticket": asked, "code": code}
    problem(phone.post("/api/sign-in", body), 422, "wrong_code")
    portal.clock.turn(minutes=2)
    before = len(portal.mailer.mails)
    assert done(ask(phone, ELEANOR), 202).keys() == done(ask(phone, NEW), 202).keys()
    assert len(portal.mailer.mails) == before
    assert inviter.joining()["reset_at"] is not None


def test_the_old_address_is_told_what_to_do_and_not_the_code(
    portal: Portal, inviter: Inviter
) -> None:
    made = inviter.reset()
    mail = portal.mailer.mails[-1]
    assert (mail.to, mail.subject) == (ELEANOR, "Your sign-in was reset")
    assert "305-555-0100" in mail.text
    assert made["code"] not in mail.text


def test_the_same_account_gets_the_new_address(portal: Portal, inviter: Inviter) -> None:
    before = done(portal.browser(ELEANOR).get("/api/session"))["account"]["id"]
    newcomer = Newcomer(portal, inviter.reset()["code"])
    assert done(newcomer.look())["kind"] == "recovery"
    after = newcomer.join(NEW)["account"]
    assert (after["id"], after["email"]) == (before, NEW)
    shown = inviter.joining()
    assert (shown["email"], shown["reset_at"]) == (NEW, None)
    portal.clock.turn(minutes=2)
    portal.browser(NEW)
    sent = len(portal.mailer.mails)
    done(ask(newcomer.phone, ELEANOR), 202)
    assert len(portal.mailer.mails) == sent


def test_her_old_address_may_be_the_new_one(portal: Portal, inviter: Inviter) -> None:
    assert Newcomer(portal, inviter.reset()["code"]).join(ELEANOR)["account"]["email"] == ELEANOR


def test_an_address_of_somebody_else_is_refused(portal: Portal, inviter: Inviter) -> None:
    portal.enrol(email="ruth@example.org")
    newcomer = Newcomer(portal, inviter.reset()["code"])
    told = problem(newcomer.send(newcomer.proof("ruth@example.org")), 422, "address_taken")
    assert fields_of(told) == ["email"]
    newcomer.join(NEW)


def test_taken_back_it_leaves_her_with_the_address_that_she_had(
    portal: Portal, inviter: Inviter
) -> None:
    made = inviter.reset()
    assert done(inviter.revoke(made["invitation"]))["reset_at"] is None
    problem(Newcomer(portal, made["code"]).look(), 422, "invitation_revoked")
    portal.browser(ELEANOR)


def test_it_needs_a_reason_a_check_and_the_newest_version(inviter: Inviter) -> None:
    assert fields_of(problem(inviter.try_reset(reason=""), 422, "invalid")) == ["reason"]
    assert fields_of(problem(inviter.try_reset(identity="known"), 422, "invalid")) == ["identity"]
    problem(inviter.try_reset(version=1), 409, "stale")
    assert inviter.joining()["reset_at"] is None


def test_the_history_keeps_how_she_was_checked_and_why(inviter: Inviter) -> None:
    shown = inviter.reset(identity="video", reason="Her phone was stolen")["invitation"]
    assert (shown["identity"], shown["reason"]) == ("video", "Her phone was stolen")
    rows = done(inviter.browser.get(f"{inviter.path}/timeline"))["rows"]
    told = next(row for row in rows if row["what"] == "joining.reset")
    assert (told["by"], told["facts"]["note"]) == ("Coordinator miami", "Her phone was stolen")


def test_who_has_not_joined_is_invited_instead(portal: Portal) -> None:
    problem(Inviter(portal, portal.add(joined=False)).try_reset(), 422, "not_joined")


def test_a_desk_has_no_say_in_how_staff_sign_in(portal: Portal, inviter: Inviter) -> None:
    portal.join(ELEANOR, Role.ADMIN, None)
    assert inviter.joining()["may_reset"] is False
    problem(inviter.try_reset(), 422, "account_elsewhere")
    body = {"version": inviter.joining()["version"], "email": NEW, "reason": "She asked"}
    problem(inviter.browser.patch(inviter.path, body), 422, "account_elsewhere")


def test_nor_of_somebody_who_helps_at_another_site(portal: Portal, inviter: Inviter) -> None:
    other = portal.enrol(site=portal.world.away)
    portal.help(ELEANOR, other)
    problem(inviter.try_reset(), 422, "account_elsewhere")


def test_while_she_waits_her_address_joins_nothing_else(portal: Portal, inviter: Inviter) -> None:
    """Whoever reads her old mail may hold an invitation of his own."""
    inviter.reset()
    other = Inviter(portal, portal.add(joined=False), inviter.browser)
    newcomer = Newcomer(portal, other.invite()["code"])
    problem(newcomer.send(newcomer.proof(ELEANOR)), 422, "address_taken")


def test_a_desk_that_was_left_open_gives_nobody_a_way_in(portal: Portal) -> None:
    """Whoever finds it cannot prove to be the coordinator."""
    participant = portal.enrol()
    inviter = Inviter(portal, participant)
    for wrong in (str(uuid4()), inviter.confirmed_for("manage_team")):
        problem(inviter.try_reset(step_up=wrong), 422, "step_up_needed")
    assert inviter.joining()["reset_at"] is None
    spent = inviter.confirmed()
    inviter.reset(step_up=spent)
    problem(inviter.try_reset(step_up=spent), 422, "step_up_needed")
