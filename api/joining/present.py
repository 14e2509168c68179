"""Invitations as the door and the desk show them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from api.access import sites
from api.context import db, language, now, page_at, parts
from api.schedule.present import help_card
from portal.accounts import invitations, people
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.invitations import Made
from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from portal.language import languages
from portal.participants.inviting import last_day
from portal.participants.models import Participant
from portal.study import definition
from portal.study.joining.definition import joining_of
from portal.study.models import Site, Study


def study_of(invitation: Invitation) -> definition.Study:
    row = db().get_one(Study, invitation.study_id)
    return parts().catalog.get(db(), row.id, row.version)


def link(code: str, page: str = "/join") -> str:
    """The address that opens the app with the code: behind the #, where no server sees it."""
    return f"{page_at(page)}#{code}"


def noted_email(invitation: Invitation) -> str | None:
    """Where her code could go without her typing the address."""
    if invitation.email or invitation.participant_id is None:
        return invitation.email
    return None


def invited(invitation: Invitation) -> dict[str, Any]:
    """For :class:`schemas.Invited`: nothing of the person but what she knows already."""
    study, site = study_of(invitation), _site(invitation)
    participant = (
        db().get_one(Participant, invitation.participant_id) if invitation.participant_id else None
    )
    noted = noted_email(invitation)
    spoken = [name for name in languages() if name in study.languages]
    wanted = participant.language if participant and invitation.role is Role.PARTICIPANT else None
    return {
        "kind": invitation.kind,
        "study": study.short_title.in_language(language(), study.languages[0]),
        "site": site.name,
        "invited_by": _inviter(invitation, study, site),
        "language": wanted if wanted in spoken else language(),
        "languages": spoken,
        "time_zone": site.time_zone,
        "email": invitations.masked(noted) if noted else None,
        "last_day": last_day(invitation, site.time_zone),
        "asks_name": _asks_name(invitation),
        "team": help_card(study, study.site(site.key)),
    }


def _asks_name(invitation: Invitation) -> bool:
    """Whether she is to say what she is called: the desk knows participants and colleagues."""
    if invitation.kind is InvitationKind.STAFF:
        return not invitation.name
    return invitation.role is not Role.PARTICIPANT


def _inviter(invitation: Invitation, study: definition.Study, site: Site) -> str:
    """Who invites her; the team where it was done on the command line, by nobody with an account."""
    if invitation.kind is InvitationKind.STAFF and invitation.maker.email == invitation.email:
        return study.site(site.key).team_name.in_language(language(), study.languages[0])
    return invitation.maker.name


def _site(invitation: Invitation) -> Site:
    """Its site; of one for the whole study, the first."""
    if invitation.site_id is not None:
        return db().get_one(Site, invitation.site_id)
    first = sa.select(Site).where(Site.study_id == invitation.study_id).order_by(Site.key).limit(1)
    return db().scalars(first).one()


def joining(participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.Joining`."""
    row = (
        db()
        .execute(
            sa.select(Membership.since, Account)
            .join(Account, Account.id == Membership.account_id)
            .where(
                Membership.participant_id == participant.id,
                Membership.role == Role.PARTICIPANT,
                Membership.ended_at.is_(None),
            )
        )
        .first()
    )
    since, person = (row[0], row[1]) if row is not None else (None, None)
    study = parts().catalog.get(db(), participant.study_id, participant.study.version)
    return {
        "joined_at": since,
        "reset_at": person.sign_in_reset_at if person else None,
        "may_reset": person is not None
        and not people.is_elsewhere(db(), person, sites=sites(), now=now()),
        "email": participant.email,
        "language": participant.language,
        "days": joining_of(study).invitation_days,
        "version": participant.version,
        "invitations": [
            _invitation(one, participant)
            for one in invitations.of_participant(db(), participant.id)
            if one.role is Role.PARTICIPANT
        ],
    }


def _invitation(one: Invitation, participant: Participant) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "way": one.way,
        "status": one.status(now()),
        "name": one.name,
        "email": one.email,
        "made_at": one.made_at,
        "made_by": one.maker.name,
        "last_day": last_day(one, participant.site.time_zone),
        "used_at": one.used_at,
        "revoked_at": one.revoked_at,
        "identity": one.identity,
        "reason": one.reason,
    }


def made(found: Made, participant: Participant) -> dict[str, Any]:
    """For :class:`schemas.MadeInvitation`."""
    return {
        "code": found.code,
        "link": link(found.code) if found.code else None,
        "invitation": _invitation(found.invitation, participant),
        "joining": joining(participant),
    }
