"""The team at the desk: who works here, inviting, giving and ending roles, new ways in.

What gives or takes somebody's access needs a step-up of its own; taking an invitation back does not.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller
from api.context import db, now, page_at, parts, tell
from api.fields import Blueprint, Empty
from api.joining.present import link
from api.team import present, schemas
from portal.accounts import invitations, step_up
from portal.accounts.invitation_models import Invitation, InvitationKind, InvitationWay
from portal.accounts.invitations import Made
from portal.accounts.models import Account, StepUpPurpose
from portal.accounts.roles import May
from portal.errors import NotFound, RuleBroken
from portal.participants.inviting import last_day, last_instant
from portal.study.models import Study
from portal.team import changing, mails, reach
from portal.team.inviting import Colleague, Seat, invite
from portal.team.reach import Reach

blueprint = Blueprint("team", __name__, description="The team of a study")

PAGE = "/staff/join"
PERSON = "/api/staff/team/<uuid:person_id>"
INVITATION = "/api/staff/team/invitations/<uuid:team_invitation_id>"


def _reach() -> Reach:
    return reach.reach_of(caller(), May.TEAM_WRITE)


def _confirmed(body: dict[str, Any]) -> None:
    step_up.spend(db(), caller(), body["step_up"], StepUpPurpose.MANAGE_TEAM, now=now())


@blueprint.get("/api/staff/team")
@access.staff(May.TEAM_READ)
@blueprint.response(200, schemas.Team)
def team() -> dict[str, Any]:
    """Who works where the caller administers, how they sign in, and who is invited."""
    return present.team(reach.reach_of(caller(), May.TEAM_READ))


@blueprint.post("/api/staff/team/invitations")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(schemas.InviteColleague)
@blueprint.response(201, schemas.WayIn)
def invite_colleague(body: dict[str, Any]) -> dict[str, Any]:
    """Invite somebody: the answer tells the code this once, and she gets it by mail.

    Who is on the team already gets the role at once, without a code.
    """
    here, seat = _reach(), Seat(body["role"], body["study_id"], body["site_id"])
    reach.check_seat(db(), here, seat.study_id, seat.site_id)
    changing.not_herself(here, body["email"])
    wanted = Colleague(id=body["id"], name=body["name"], email=body["email"], seat=seat)
    if db().get(Invitation, wanted.id) is not None:
        return _way_in(here, _invite(wanted))
    _confirmed(body)
    person = changing.on_team(db(), here, body["email"], now=now())
    if person is None:
        reach.hold(db(), here, seat.study_id)
        return _way_in(here, _invite(wanted))
    changing.give_role(db(), here, person, seat, now=now())
    db().flush()
    return _way_in(here, None)


def _invite(wanted: Colleague) -> Made:
    """Invite her, by mail where the way is that."""
    study = db().get_one(Study, wanted.seat.study_id)
    zone = present.zone(wanted.seat.study_id, wanted.seat.site_id)
    texts = parts().catalog.get(db(), study.id, study.version)
    made = invite(
        db(),
        wanted,
        expires_at=last_instant(texts, zone, now=now()),
        by=caller().account_id,
        now=now(),
        secret=parts().settings.secret_key,
    )
    db().flush()
    if made.code and wanted.way is InvitationWay.MAIL:
        mail = mails.invitation(
            made.invitation.email or "",
            code=made.code,
            link=link(made.code, PAGE),
            page=page_at(PAGE),
            until=last_day(made.invitation, zone),
        )
        tell([mail])
    return made


def _way_in(here: Reach, made: Made | None) -> dict[str, Any]:
    code = made.code if made else None
    return {"code": code, "link": link(code, PAGE) if code else None, "team": present.team(here)}


def _open_invitation(here: Reach, invitation_id: UUID) -> Invitation:
    """Raises NotFound, and RuleBroken where it was used or taken back."""
    found = db().get(Invitation, invitation_id, with_for_update=True)
    if (
        found is None
        or found.kind is not InvitationKind.STAFF
        or not here.covers(found.study_id, found.site_id)
    ):
        raise NotFound("invitation")
    if found.used_at is not None:
        raise RuleBroken("invitation_taken_up")
    return found


@blueprint.post(f"{INVITATION}/renewal")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(schemas.RenewInvitation)
@blueprint.response(201, schemas.WayIn)
def renew_invitation(body: dict[str, Any], team_invitation_id: UUID) -> dict[str, Any]:
    """Invite her again: the code before opens nothing any more."""
    here = _reach()
    former = _open_invitation(here, team_invitation_id)
    seat = Seat(former.role, former.study_id, former.site_id)
    wanted = Colleague(
        id=body["id"],
        name=former.name or "",
        email=former.email or "",
        seat=seat,
        way=former.way,
        reason=former.reason,
    )
    if db().get(Invitation, wanted.id) is None:
        if former.revoked_at is not None:
            raise RuleBroken("invitation_revoked")
        changing.not_herself(here, wanted.email)
        _confirmed(body)
        reach.hold(db(), here, seat.study_id)
    return _way_in(here, _invite(wanted))


@blueprint.post(f"{INVITATION}/revoke")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.Team)
def revoke_invitation(_body: dict[str, Any], team_invitation_id: UUID) -> dict[str, Any]:
    """Take an invitation back."""
    here = _reach()
    found = _open_invitation(here, team_invitation_id)
    invitations.revoke(found, by=caller().account_id, now=now())
    db().flush()
    return present.team(here)


@blueprint.post(f"{PERSON}/roles")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(schemas.GiveRole)
@blueprint.response(201, schemas.Team)
def give_role(body: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """Give a colleague one more role. She signs in anew."""
    here = _reach()
    person = _colleague(here, person_id)
    _confirmed(body)
    seat = Seat(body["role"], body["study_id"], body["site_id"])
    changing.give_role(db(), here, person, seat, now=now())
    db().flush()
    return present.team(here)


def _colleague(here: Reach, person_id: UUID) -> Account:
    return reach.colleague(db(), here, person_id, now=now())


@blueprint.post(f"{PERSON}/roles/<uuid:membership_id>/end")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(schemas.EndRole)
@blueprint.response(200, schemas.Team)
def end_role(body: dict[str, Any], person_id: UUID, membership_id: UUID) -> dict[str, Any]:
    """End one of her roles, at once: she is signed out, and her work waits for somebody again."""
    here = _reach()
    person = _colleague(here, person_id)
    _confirmed(body)
    changing.end_role(db(), here, person, membership_id, body["reason"], now=now())
    db().flush()
    return present.team(here)


@blueprint.post(f"{PERSON}/reset")
@access.staff(May.TEAM_WRITE)
@blueprint.arguments(schemas.ResetColleague)
@blueprint.response(201, schemas.WayIn)
def reset(body: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """Forget what she signs in with, and make an invitation to set it up anew.

    She gets a mail that says so, without the code: her mailbox alone shall not be enough, so who
    asks for her hands it over.
    """
    here = _reach()
    person = _colleague(here, person_id)
    _confirmed(body)
    seat = changing.reset(db(), here, person, body["reason"], now=now())
    wanted = Colleague(
        id=body["id"],
        name=person.name,
        email=person.email,
        seat=seat,
        way=InvitationWay.SCREEN,
        reason=body["reason"],
    )
    made = _invite(wanted)
    tell([mails.reset(person, page=page_at(PAGE))])
    return _way_in(here, made)
