"""A participant invites who is to help her, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.participants.models import ParticipantStatus
from tests.support.desk import Desk
from tests.support.helping import ALL, ANNA, ELEANOR, Helped
from tests.support.joining import Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem


@pytest.fixture
def helped(portal: Portal) -> Helped:
    portal.enrol(email=ELEANOR, name="Eleanor Whitfield")
    return Helped(portal)


def test_she_invites_by_mail_and_sees_the_code_once(portal: Portal, helped: Helped) -> None:
    new = helped.new(may_read_check_ins=True)
    made = done(helped.phone.post(f"{ALL}/invitations", new), 201)
    [invited] = made["invited"]
    assert (invited["name"], invited["email"]) == ("Anna", ANNA)
    assert invited["may_read_check_ins"] is True
    told, mail = portal.mailer.mails[-1], portal.mailer.mails[-2]
    assert (mail.to, told.to) == (ANNA, ELEANOR)
    assert made["code"] in mail.text
    for text in (mail.subject, mail.text, told.subject, told.text):
        assert "Eleanor" not in text
        assert "Free-HER" not in text
    again = done(helped.phone.post(f"{ALL}/invitations", new), 201)
    assert again["code"] is None
    assert len(again["invited"]) == 1
    assert made["code"] not in helped.phone.get(ALL).get_data(as_text=True)


def test_inviting_needs_a_fresh_proof_for_this_and_nothing_else(helped: Helped) -> None:
    problem(helped.try_invite(step_up=str(uuid4())), 422, "step_up_needed")
    used = helped.confirmed()
    done(helped.try_invite(step_up=used), 201)
    problem(helped.try_invite("peter@example.org", step_up=used), 422, "step_up_needed")


@pytest.mark.parametrize("email", [ELEANOR, "Eleanor@Example.org"])
def test_her_own_address_is_refused(helped: Helped, email: str) -> None:
    assert fields_of(problem(helped.try_invite(email), 422, "own_partner")) == ["email"]


def test_an_address_is_invited_once_and_not_when_it_helps_already(helped: Helped) -> None:
    helped.invite()
    problem(helped.try_invite("ANNA@example.org"), 422, "partner_invited_already")
    done(helped.take_back(helped.invited()))
    helped.let_in()
    problem(helped.try_invite(), 422, "partner_already")


def test_an_address_of_the_staff_or_of_a_participant_looks_like_any_other(
    portal: Portal, helped: Helped
) -> None:
    portal.enrol(email="ruth@example.org", code="FH-R")
    staff = next(iter(portal.world.staff.values())).email
    for email in ("ruth@example.org", staff, "nobody@example.org"):
        made = helped.invite(email)
        assert made.keys() == {"partners", "invited", "most", "may_invite", "code"}
        assert portal.mailer.mails[-2].to == email


def test_the_study_says_how_many_may_help(helped: Helped) -> None:
    assert helped.list()["most"] == 3
    helped.let_in()
    helped.invite("b@example.org")
    last = helped.invite("c@example.org")
    assert last["may_invite"] is False
    problem(helped.try_invite("d@example.org"), 422, "partners_enough")
    done(helped.take_back(helped.invited("c@example.org")))
    done(helped.try_invite("d@example.org"), 201)


def test_sent_again_the_code_before_opens_nothing(portal: Portal, helped: Helped) -> None:
    first = helped.invite()["code"]
    second = done(helped.try_renew(helped.invited()), 201)
    assert len(second["invited"]) == 1
    problem(Newcomer(portal, first).look(), 422, "invitation_revoked")
    assert done(Newcomer(portal, second["code"]).look())["kind"] == "care_partner"


def test_one_that_is_too_old_is_on_the_list_and_can_be_sent_again(
    portal: Portal, helped: Helped
) -> None:
    first = helped.invite()["code"]
    portal.clock.turn(days=25)
    assert helped.list()["invited"][0]["expired"] is True
    problem(Newcomer(portal, first).look(), 422, "invitation_expired")
    done(helped.try_renew(helped.invited()), 201)
    assert helped.list()["invited"][0]["expired"] is False


def test_what_was_taken_back_or_used_opens_nothing_and_is_not_sent_again(
    portal: Portal, helped: Helped
) -> None:
    made = helped.invite()
    invitation = helped.invited()
    done(helped.take_back(invitation))
    problem(Newcomer(portal, made["code"]).look(), 422, "invitation_revoked")
    problem(helped.try_renew(invitation), 422, "partner_taken_back")
    newcomer = helped.let_in("b@example.org")
    problem(Newcomer(portal, newcomer.code).look(), 422, "invitation_used")


def test_an_invitation_of_somebody_else_does_not_exist(portal: Portal, helped: Helped) -> None:
    helped.invite()
    portal.enrol(email="ruth@example.org", code="FH-R")
    ruth = Helped(portal, "ruth@example.org")
    problem(ruth.try_renew(helped.invited()), 404, "not_found")
    problem(ruth.take_back(helped.invited()), 404, "not_found")
    partner = helped.let_in("b@example.org")
    assert partner
    problem(ruth.try_end(helped.partner()["id"]), 404, "not_found")
    problem(ruth.try_allow(partner=helped.partner()["id"]), 404, "not_found")


def test_who_left_the_study_invites_nobody_and_her_invitations_open_nothing(
    portal: Portal, helped: Helped
) -> None:
    code = helped.invite()["code"]
    helped.let_in("b@example.org")
    newcomer = Newcomer(portal, code)
    proof = newcomer.proof(ANNA)
    [participant] = [
        row
        for row in done(portal.at_desk().browser.get("/api/staff/participants"))["rows"]
        if row["name"] == "Eleanor Whitfield"
    ]
    desk: Desk = portal.at_desk()
    path = f"/api/staff/participants/{participant['id']}"
    version = done(desk.browser.get(path))["version"]
    body = {"version": version, "status": ParticipantStatus.WITHDRAWN, "reason": "Moved"}
    done(desk.browser.post(f"{path}/status", body))
    problem(newcomer.send(proof, name="Anna"), 422, "invitation_revoked")
    problem(helped.try_invite("c@example.org"), 422, "partners_not_now")
    done(helped.try_end())  # what she let in, she can end


def test_a_code_holds_to_its_last_day(portal: Portal, helped: Helped) -> None:
    helped.invite()
    last = helped.list()["invited"][0]["last_day"]
    assert last == str(portal.today + timedelta(days=21))
