"""Joining with a code, before anybody is signed in."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from tests.support.joining import Inviter, Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.sign_in import wrong
from tests.support.together import at_once

RUTH = "ruth@example.org"


@pytest.fixture
def inviter(portal: Portal) -> Inviter:
    participant = portal.add(email=RUTH, name="Ruth Lindqvist", language="es", joined=False)
    return Inviter(portal, participant)


@pytest.fixture
def newcomer(portal: Portal, inviter: Inviter) -> Newcomer:
    return Newcomer(portal, inviter.invite()["code"])


def count(portal: Portal, table: type[Any]) -> int:
    with portal.database.session(reads_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_code_tells_the_study_and_the_team_and_nothing_of_the_person(newcomer: Newcomer) -> None:
    shown = done(newcomer.look())
    assert (shown["study"], shown["kind"], shown["language"]) == ("Free-HER", "participant", "es")
    assert shown["invited_by"] == "Coordinator miami"
    assert shown["team"]["phone_display"] == "305-555-0100"
    assert (shown["email"], shown["asks_name"]) == ("r•••@example.org", False)
    assert "Ruth" not in newcomer.look().get_data(as_text=True)


def test_she_joins_with_the_address_that_she_proves(portal: Portal, newcomer: Newcomer) -> None:
    session = newcomer.join("Her.Own@example.org", language="es", time_zone="America/Bogota")
    account = session["account"]
    assert account["email"] == "her.own@example.org"
    assert (account["name"], account["language"]) == ("Ruth Lindqvist", "es")
    assert account["time_zone"] == "America/Bogota"
    assert (session["roles"], session["home"]) == (["participant"], "participant")
    assert done(newcomer.phone.get("/api/me/today"))["name"] == "Ruth Lindqvist"
    portal.clock.turn(minutes=2)
    assert done(portal.browser("her.own@example.org").get("/api/session"))["roles"]


def test_the_desk_sees_that_she_joined_and_with_which_address(
    inviter: Inviter, newcomer: Newcomer
) -> None:
    newcomer.join("new@example.org")
    shown = inviter.joining()
    assert (shown["email"], shown["language"]) == ("new@example.org", "en")
    assert shown["joined_at"] == "2026-03-02T15:02:00Z"
    assert [one["status"] for one in shown["invitations"]] == ["used"]
    problem(inviter.revoke(shown["invitations"][0]), 422, "invitation_taken_up")


def test_the_noted_address_needs_no_typing_where_the_mail_went_there(
    portal: Portal, inviter: Inviter
) -> None:
    newcomer = Newcomer(portal, inviter.invite("mail")["code"])
    assert newcomer.join(None)["account"]["email"] == RUTH


def test_without_a_noted_address_one_is_asked_for(portal: Portal) -> None:
    inviter = Inviter(portal, portal.add(email=" ", joined=False))
    newcomer = Newcomer(portal, inviter.invite()["code"])
    assert done(newcomer.look())["email"] is None
    assert fields_of(problem(newcomer.ask(), 422, "email_needed")) == ["email"]


@pytest.mark.parametrize(
    ("code", "told"),
    [("7K3M-9QXT", "invitation_form"), ("7K3M-9QXT-4B2D", "invitation_unknown")],
)
def test_what_is_no_code_of_ours_says_what_to_do(
    small_portal: Portal, code: str, told: str
) -> None:
    newcomer = Newcomer(small_portal, code)
    proof = {"ticket": "5d5bd34c-4f9c-4a4b-9f63-3b8ccbd9ae36", "mail_code": "12345678"}
    for answer in (newcomer.look(), newcomer.ask(RUTH), newcomer.send(proof)):
        assert fields_of(problem(answer, 422, told)) == ["code"]


def test_a_code_that_is_over_says_so(portal: Portal, newcomer: Newcomer) -> None:
    portal.clock.turn(days=21)
    done(newcomer.look())
    portal.clock.turn(days=1)
    problem(newcomer.look(), 422, "invitation_expired")


def test_a_code_works_once(portal: Portal, newcomer: Newcomer) -> None:
    newcomer.join(RUTH)
    again = Newcomer(portal, newcomer.code)
    problem(again.look(), 422, "invitation_used")
    problem(again.ask("other@example.org"), 422, "invitation_used")


def test_asking_answers_alike_whether_the_address_is_known_or_not(
    portal: Portal, newcomer: Newcomer
) -> None:
    portal.enrol(email="known@example.org")
    known = done(newcomer.ask("known@example.org"), 202)
    unknown = done(newcomer.ask("unknown@example.org"), 202)
    assert known.keys() == unknown.keys()
    assert known["expires_in_seconds"] == unknown["expires_in_seconds"]
    first, second = portal.mailer.mails[-2:]
    assert (first.subject, len(first.text)) == (second.subject, len(second.text))


def test_wrong_mail_codes_are_counted_and_the_invitation_stays(
    portal: Portal, newcomer: Newcomer
) -> None:
    proof = newcomer.proof(RUTH)
    bad = proof | {"mail_code": wrong(proof["mail_code"])}
    assert problem(newcomer.send(bad), 422, "wrong_code")["tries_left"] == 4
    for _ in range(4):
        newcomer.send(bad)
    problem(newcomer.send(proof), 422, "step_up_tries")
    portal.clock.turn(minutes=2)
    newcomer.join(RUTH)


def test_a_proof_is_of_one_invitation_and_opens_no_session(
    portal: Portal, newcomer: Newcomer
) -> None:
    other = Newcomer(portal, Inviter(portal, portal.add(joined=False)).invite()["code"])
    proof = newcomer.proof(RUTH)
    problem(other.send(proof), 422, "expired_code")
    body = {"ticket": proof["ticket"], "code": proof["mail_code"]}
    problem(other.phone.post("/api/sign-in", body), 422, "expired_code")
    portal.clock.turn(minutes=10)
    problem(newcomer.send(proof), 422, "expired_code")


def test_codes_have_a_pace(portal: Portal, newcomer: Newcomer) -> None:
    done(newcomer.ask(RUTH), 202)
    problem(newcomer.ask(RUTH), 429, "code_just_sent")
    for number in range(9):
        done(newcomer.ask(f"p{number}@example.org"), 202)
    problem(newcomer.ask("p10@example.org"), 429, "too_many_codes")


def test_an_address_that_takes_part_already_is_refused_only_once_it_is_proven(
    portal: Portal, inviter: Inviter, newcomer: Newcomer
) -> None:
    portal.enrol(email="taken@example.org", site=portal.world.away)
    told = problem(newcomer.send(newcomer.proof("taken@example.org")), 422, "takes_part_already")
    assert fields_of(told) == ["email"]
    assert inviter.joining()["joined_at"] is None
    newcomer.join(RUTH)


def test_somebody_with_an_account_of_another_kind_joins_with_it(
    portal: Portal, newcomer: Newcomer
) -> None:
    before = count(portal, Account)
    session = newcomer.join("monitor.miami@example.org")
    assert session["roles"] == ["participant"], "a code by mail opens nothing of staff's"
    assert count(portal, Account) == before


def test_who_is_signed_in_on_that_phone_is_so_no_more(portal: Portal, newcomer: Newcomer) -> None:
    portal.enrol(email="eleanor@example.org")
    newcomer.phone = portal.browser("eleanor@example.org")
    newcomer.join(RUTH)
    assert done(newcomer.phone.get("/api/session"))["account"]["email"] == RUTH


def test_of_many_phones_with_one_code_one_joins(portal: Portal, newcomer: Newcomer) -> None:
    phones = [Newcomer(portal, newcomer.code) for _ in range(4)]
    proofs = [phone.proof(f"p{number}@example.org") for number, phone in enumerate(phones)]
    accounts = count(portal, Account)
    answers = at_once(
        [lambda n=n, p=p: n.send(p) for n, p in zip(phones, proofs, strict=True)]  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422, 422]
    for answer in answers:
        if answer.status_code == 422:
            problem(answer, 422, "invitation_used")
    assert count(portal, Account) == accounts + 1
    with portal.database.session(reads_only=True) as session:
        own = sa.select(Membership.id).where(Membership.role == Role.PARTICIPANT)
        assert len(session.scalars(own).all()) == 1


def test_of_two_invitations_with_one_address_at_once_one_joins(
    portal: Portal, newcomer: Newcomer
) -> None:
    other = Newcomer(portal, Inviter(portal, portal.add(joined=False)).invite()["code"])
    both = [(newcomer, newcomer.proof(RUTH)), (other, other.proof(RUTH))]
    answers = at_once([lambda n=n, p=p: n.send(p) for n, p in both])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    problem(refused, 422, "takes_part_already")
