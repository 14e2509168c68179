"""Inviting a participant at the desk: one code, told once."""

from __future__ import annotations

from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.accounts.invitation_models import Invitation
from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from tests.support.joining import Inviter, Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.together import at_once
from tests.support.web import Browser

LAST_DAY = "2026-03-23"
"""21 days after the clock's first, as the sample study says."""


@pytest.fixture
def inviter(portal: Portal) -> Inviter:
    return Inviter(portal, portal.add(email="ruth@example.org", joined=False))


def test_the_code_is_told_once_and_kept_nowhere(portal: Portal, inviter: Inviter) -> None:
    made = inviter.invite()
    code = made["code"]
    assert made["link"] == f"http://127.0.0.1:8000/join#{code}"
    [shown] = inviter.joining()["invitations"]
    assert (shown["status"], shown["last_day"], shown["way"]) == ("open", LAST_DAY, "letter")
    assert shown["made_by"] == "Coordinator miami"
    with portal.database.session(reads_only=True) as session:
        kept = [str(row) for row in session.execute(sa.select(Invitation.__table__))]
        kept += [f"{one.before} {one.after}" for one in session.scalars(sa.select(AuditEntry))]
    assert not any(part in text for text in kept for part in (code, code.replace("-", "")))


def test_the_same_request_twice_is_one_invitation_whose_code_is_not_told_again(
    portal: Portal, inviter: Inviter
) -> None:
    key = str(uuid4())
    first, again = inviter.invite(id=key), inviter.invite(id=key)
    assert (again["code"], again["link"]) == (None, None)
    assert again["invitation"] == first["invitation"]
    done(Newcomer(portal, first["code"]).look())
    problem(inviter.try_invite("phone", id=key), 409, "id_in_use")


def test_a_new_invitation_ends_the_one_before(portal: Portal, inviter: Inviter) -> None:
    first, second = inviter.invite(), inviter.invite("phone")
    problem(Newcomer(portal, first["code"]).look(), 422, "invitation_revoked")
    done(Newcomer(portal, second["code"]).look())
    assert sorted(one["status"] for one in inviter.joining()["invitations"]) == ["open", "revoked"]


def test_one_that_is_taken_back_opens_nothing(portal: Portal, inviter: Inviter) -> None:
    made = inviter.invite()
    assert done(inviter.revoke(made["invitation"]))["invitations"][0]["status"] == "revoked"
    problem(Newcomer(portal, made["code"]).look(), 422, "invitation_revoked")
    assert done(inviter.revoke(made["invitation"]))["invitations"][0]["status"] == "revoked"


def test_a_mail_holds_the_link_and_the_code_and_says_nothing_of_the_study(
    portal: Portal, inviter: Inviter
) -> None:
    made = inviter.invite("mail")
    mail = portal.mailer.mails[-1]
    assert mail.to == "ruth@example.org"
    for part in (made["link"], made["code"], "/join", "305-555-0100"):
        assert part in mail.text
    assert "Monday, March 23, 2026" in mail.text
    for secret in ("Free-HER", "Eleanor", "study", "cancer"):
        assert secret not in mail.text + mail.subject


def test_a_mail_needs_an_address_and_takes_another_one(portal: Portal) -> None:
    inviter = Inviter(portal, portal.add(joined=False, email=" "))
    problem(inviter.try_invite("mail"), 422, "email_needed")
    made = inviter.invite("mail", email="New@Example.org")
    assert portal.mailer.mails[-1].to == made["invitation"]["email"] == "new@example.org"


def test_who_has_joined_or_takes_no_part_is_not_invited(portal: Portal) -> None:
    joined = Inviter(portal, portal.enrol())
    problem(joined.try_invite(), 422, "joined_already")
    gone = portal.add(joined=False)
    done(portal.at_desk().move(gone.id, "withdrawn", reason="Moved"))
    portal.clock.turn(minutes=2)
    problem(Inviter(portal, gone).try_invite(), 422, "not_taking_part")


def test_an_invitation_is_reached_through_its_own_participant_alone(
    portal: Portal, inviter: Inviter
) -> None:
    made = inviter.invite()
    other = Inviter(portal, portal.add(joined=False), inviter.browser)
    problem(other.revoke(made["invitation"]), 404, "not_found")
    problem(other.letter(made), 404, "not_found")


def test_the_list_keeps_those_who_have_not_joined(portal: Portal, inviter: Inviter) -> None:
    portal.enrol(code="P-9")
    desk = inviter.browser
    rows = done(desk.get("/api/staff/participants?not_joined=true"))["rows"]
    assert [row["joined"] for row in rows] == [False]
    rows = done(desk.get("/api/staff/participants"))["rows"]
    assert sorted(row["joined"] for row in rows) == [False, True]


def test_two_desks_at_once_leave_one_open_invitation(portal: Portal, inviter: Inviter) -> None:
    cookie = inviter.browser.client.get_cookie("portal")
    assert cookie is not None

    def invite() -> str:
        browser = Browser(portal.app)
        browser.client.set_cookie("portal", cookie.value)
        body = {"id": str(uuid4()), "way": "phone"}
        code: str = done(browser.post(f"{inviter.path}/invitations", body), 201)["code"]
        return code

    codes = at_once([invite] * 4)
    looks = [Newcomer(portal, code).look().status_code for code in codes]
    assert sorted(looks) == [200, 422, 422, 422]


def test_who_only_reads_sees_invitations_and_makes_none(portal: Portal, inviter: Inviter) -> None:
    inviter.invite()
    inviter.browser = portal.at_desk(Role.MONITOR).browser
    assert len(inviter.joining()["invitations"]) == 1
    problem(inviter.try_invite(), 403, "not_allowed")


@pytest.mark.parametrize(("days", "state"), [(6, None), (8, "not_taken_up"), (22, "expired")])
def test_what_nobody_took_up_waits_for_the_team(
    portal: Portal, inviter: Inviter, days: int, state: str | None
) -> None:
    inviter.invite()
    portal.clock.turn(days=days)
    rows = done(portal.at_desk().browser.get("/api/staff/queue?kind=invitation"))["rows"]
    assert [row["state"] for row in rows] == ([state] if state else [])
