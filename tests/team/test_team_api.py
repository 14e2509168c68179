"""An admin and her team: who is on it, inviting, roles that begin and end, new ways in."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.accounts.roles import Role
from tests.support.factors import set_up, sign_in
from tests.support.joining import Newcomer
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.team import ADMIN, Administrator
from tests.support.web import Browser

ANA, GRACE = "ana@example.org", "coordinator.miami@example.org"


@pytest.fixture
def admin(portal: Portal) -> Administrator:
    return Administrator(portal)


def test_an_admin_sees_who_works_where_and_how_each_signs_in(
    portal: Portal, admin: Administrator
) -> None:
    set_up(portal, GRACE)
    grace = admin.person(GRACE)
    assert [(one["role"], one["site"]) for one in grace["roles"]] == [
        ("coordinator", portal.world.home.name)
    ]
    assert grace["factors"] == {"password": True, "app": True, "passkeys": 0, "complete": True}
    assert grace["signed_in_at"] is not None
    assert admin.person(ADMIN)["herself"] is True
    assert {place["site"] for place in admin.team()["places"]} == {
        None,
        portal.world.home.name,
        portal.world.away.name,
    }


def test_an_admin_of_one_site_administers_that_site(portal: Portal, admin: Administrator) -> None:
    local = Administrator(portal, "admin.miami@example.org", joins=False)
    emails = {one["email"] for one in local.team()["people"]}
    assert GRACE in emails
    assert emails.isdisjoint({ADMIN, "coordinator.chicago@example.org"})
    assert [place["site"] for place in local.team()["places"]] == [portal.world.home.name]
    for site in (None, portal.world.away):
        problem(local.try_invite(ANA, "monitor", site), 404, "not_found")
    away = admin.person("coordinator.chicago@example.org")
    refused = local.post(f"{away['id']}/reset", id=str(uuid4()), reason="Curious")
    problem(refused, 404, "not_found")
    done(local.try_invite(ANA, "monitor", portal.world.home), 201)


def test_who_is_invited_gets_a_mail_and_joins(portal: Portal, admin: Administrator) -> None:
    told = done(admin.try_invite(ANA, "coordinator", portal.world.home), 201)
    mail = portal.mailer.mails[-1]
    assert mail.to == ANA
    assert told["code"] in mail.text
    assert told["link"] == f"{portal.settings.base_url}/staff/join#{told['code']}"
    [invitation] = admin.team()["invitations"]
    assert (invitation["status"], invitation["email"]) == ("open", ANA)
    assert Newcomer(portal, told["code"]).join(None)["setting_up"] is True
    assert admin.team()["invitations"] == []
    assert admin.person(ANA)["roles"][0]["role"] == "coordinator"


def test_every_change_of_access_needs_a_step_up_for_it(
    portal: Portal, admin: Administrator
) -> None:
    none = str(uuid4())
    problem(admin.try_invite(ANA, "monitor", step_up=none), 422, "step_up_needed")
    problem(admin.try_end(GRACE, "coordinator", step_up=none), 422, "step_up_needed")
    problem(admin.try_reset(GRACE, step_up=none), 422, "step_up_needed")
    spent = admin.confirmed()
    done(admin.try_invite(ANA, "monitor", step_up=spent), 201)
    problem(admin.try_reset(GRACE, step_up=spent), 422, "step_up_needed")
    assert len(admin.person(GRACE)["roles"]) == 1


def test_an_invitation_sent_twice_is_one_and_tells_its_code_once(
    portal: Portal, admin: Administrator
) -> None:
    key, proof = str(uuid4()), admin.confirmed()
    first = done(admin.try_invite(ANA, "monitor", id=key, step_up=proof), 201)
    again = done(admin.try_invite(ANA, "monitor", id=key, step_up=proof), 201)
    assert (bool(first["code"]), again["code"]) == (True, None)
    other = admin.try_invite("eve@example.org", "monitor", id=key, step_up=proof)
    problem(other, 409, "id_in_use")


def test_inviting_again_ends_the_code_before_and_taking_back_ends_it_too(
    portal: Portal, admin: Administrator
) -> None:
    first = done(admin.try_invite(ANA, "monitor"), 201)
    [one] = first["team"]["invitations"]
    second = done(admin.post(f"invitations/{one['id']}/renewal", id=str(uuid4())), 201)
    problem(Newcomer(portal, first["code"]).look(), 422, "invitation_revoked")
    done(Newcomer(portal, second["code"]).look())
    [one] = second["team"]["invitations"]
    revoked = done(admin.browser.post(f"/api/staff/team/invitations/{one['id']}/revoke"))
    assert revoked["invitations"] == []
    problem(Newcomer(portal, second["code"]).look(), 422, "invitation_revoked")


def test_who_is_on_the_team_gets_a_role_without_a_code(
    portal: Portal, admin: Administrator
) -> None:
    told = done(admin.try_invite(GRACE, "finance", portal.world.away), 201)
    assert told["code"] is None
    assert {one["role"] for one in admin.person(GRACE)["roles"]} == {"coordinator", "finance"}
    problem(admin.try_give(GRACE, "finance", portal.world.away), 409, "has_role")
    done(admin.try_give(GRACE, "monitor"), 201)


def test_an_address_that_is_known_elsewhere_looks_like_any_other(
    portal: Portal, admin: Administrator
) -> None:
    portal.enrol(email="eleanor@example.org")
    told = done(admin.try_invite("eleanor@example.org", "monitor"), 201)
    assert told["code"]
    assert told["team"]["invitations"][0]["name"] == "Ana Ruiz"


def test_nobody_gives_herself_a_role(admin: Administrator) -> None:
    problem(admin.try_invite(ADMIN.upper(), "coordinator"), 422, "own_role")
    problem(admin.try_give(ADMIN, "coordinator"), 422, "own_role")


def test_a_role_that_ends_ends_at_once(portal: Portal, admin: Administrator) -> None:
    desk = portal.browser(GRACE)
    done(desk.get("/api/staff/participants"))
    done(admin.try_end(GRACE, "coordinator"))
    problem(desk.get("/api/staff/participants"), 401, "sign_in_needed")
    assert GRACE not in {one["email"] for one in admin.team()["people"]}
    [ended] = admin.team()["ended"]
    assert (ended["email"], ended["role"]) == (GRACE, "coordinator")
    assert ended["since"] < ended["ended_at"]


def test_an_admin_of_one_site_is_not_told_who_left_another(
    portal: Portal, admin: Administrator
) -> None:
    done(admin.try_end("coordinator.chicago@example.org", "coordinator"))
    local = Administrator(portal, "admin.miami@example.org", joins=False)
    assert local.team()["ended"] == []


def test_a_role_of_somebody_else_is_not_ended_through_another_person(
    portal: Portal, admin: Administrator
) -> None:
    grace, finance = admin.person(GRACE), admin.person("finance.miami@example.org")
    path = f"{grace['id']}/roles/{finance['roles'][0]['id']}/end"
    problem(admin.post(path, reason="Mixed up"), 404, "not_found")


def test_a_new_way_in_forgets_what_she_signed_in_with(portal: Portal, admin: Administrator) -> None:
    device, app, _ = set_up(portal, GRACE)
    told = done(admin.try_reset(GRACE), 201)
    problem(device.get("/api/staff/participants"), 401, "sign_in_needed")
    problem(
        Browser(portal.app).post(
            "/api/sign-in/password", {"email": GRACE, "password": "four purple herons at noon"}
        ),
        422,
        "wrong_password",
    )
    mail = portal.mailer.mails[-1]
    assert (mail.to, mail.subject) == (GRACE, "Your sign-in was reset")
    assert told["code"] not in mail.text, "her mailbox alone is not enough"
    assert admin.person(GRACE)["factors"]["complete"] is False
    assert admin.team()["invitations"][0]["reason"] == "Lost her phone"
    assert Newcomer(portal, told["code"]).join(None)["setting_up"] is True
    _, app, _ = set_up(portal, GRACE)
    done(sign_in(Browser(portal.app), GRACE, app.next_code()))


def test_an_invitation_to_a_role_that_ended_opens_nothing(
    portal: Portal, admin: Administrator
) -> None:
    told = done(admin.try_reset(GRACE), 201)
    done(admin.try_end(GRACE, "coordinator"))
    problem(Newcomer(portal, told["code"]).look(), 422, "invitation_revoked")


def test_who_has_a_place_elsewhere_is_reset_by_an_admin_of_both(
    portal: Portal, admin: Administrator
) -> None:
    portal.join(GRACE, Role.COORDINATOR, portal.world.away)
    local = Administrator(portal, "admin.miami@example.org", joins=False)
    problem(local.try_reset(GRACE), 422, "team_elsewhere")
    done(admin.try_reset(GRACE), 201)
