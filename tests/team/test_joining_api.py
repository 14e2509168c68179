"""Who is invited to work for a study joins with her code, and sets up her sign-in."""

from __future__ import annotations

import sqlalchemy as sa

from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from tests.support.factors import add_app, choose_password, set_up, sign_in
from tests.support.portal import Portal
from tests.support.problems import done, fields_of, problem
from tests.support.team import invited
from tests.support.web import Browser

ANA = "ana@example.org"


def roles(portal: Portal, email: str) -> list[tuple[Role, bool]]:
    """Her roles, and whether each is at every site."""
    with portal.database.session(reads_only=True) as session:
        found = session.execute(
            sa.select(Membership.role, Membership.site_id)
            .join(Account)
            .where(Account.email == email, Membership.ended_at.is_(None))
            .order_by(Membership.role)
        )
        return [(role, site is None) for role, site in found]


def test_the_code_tells_who_invites_and_asks_no_name(portal: Portal) -> None:
    shown = done(invited(portal, ANA).look())
    assert (shown["kind"], shown["invited_by"]) == ("staff", "Admin miami")
    assert (shown["email"], shown["asks_name"]) == ("a•••@example.org", False)


def test_she_joins_sets_up_her_sign_in_and_only_then_works(portal: Portal) -> None:
    newcomer = invited(portal, ANA, Role.COORDINATOR, portal.world.home.id)
    session = newcomer.join(None)
    assert (session["setting_up"], session["home"], session["roles"]) == (True, "staff", [])
    phone = newcomer.phone
    problem(phone.get("/api/staff/participants"), 403, "set_up_first")
    done(choose_password(phone))
    app, _ = add_app(portal, phone)
    assert done(phone.get("/api/session"))["roles"] == ["coordinator"]
    done(phone.get("/api/staff/participants"))
    another = Browser(portal.app)
    assert done(sign_in(another, ANA, app.next_code()))["account"]["name"] == "Ana Ruiz"


def test_an_invitation_to_work_is_for_the_invited_address_alone(portal: Portal) -> None:
    newcomer = invited(portal, ANA)
    refused = newcomer.send(newcomer.proof("eve@example.org"))
    assert fields_of(problem(refused, 422, "other_address")) == ["email"]
    assert roles(portal, "eve@example.org") == []
    newcomer.join(ANA)


def test_who_can_sign_in_as_staff_gets_the_role_and_signs_in_as_ever(portal: Portal) -> None:
    grace = portal.world.staff[Role.COORDINATOR].email
    browser, app, _ = set_up(portal, grace)
    newcomer = invited(portal, grace, Role.ADMIN)
    assert newcomer.join(None)["account"] is None
    assert newcomer.phone.client.get_cookie("portal") is None
    problem(browser.get("/api/staff/participants"), 401, "sign_in_needed")
    told = done(sign_in(Browser(portal.app), grace, app.next_code()))
    assert told["roles"] == ["admin", "coordinator"]


def test_who_has_the_role_already_comes_for_a_way_in(portal: Portal) -> None:
    grace = portal.world.staff[Role.COORDINATOR].email
    newcomer = invited(portal, grace, Role.COORDINATOR, portal.world.home.id)
    assert newcomer.join(None)["setting_up"] is True
    assert roles(portal, grace) == [(Role.COORDINATOR, False)]


def test_a_participant_who_joins_the_team_sets_up_her_sign_in_too(portal: Portal) -> None:
    portal.enrol(email=ANA)
    newcomer = invited(portal, ANA)
    told = newcomer.join(None)
    assert (told["roles"], told["setting_up"]) == (["participant"], False)
    done(choose_password(newcomer.phone))
    add_app(portal, newcomer.phone)
    assert done(newcomer.phone.get("/api/session"))["roles"] == ["coordinator", "participant"]
