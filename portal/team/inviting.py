"""Inviting somebody to work for a study, or giving who works for it already a new way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import invitations
from portal.accounts.invitation_models import Invitation, InvitationKind, InvitationWay
from portal.accounts.invitations import Made, NewInvitation
from portal.accounts.roles import Role
from portal.accounts.sign_in import normalise
from portal.errors import Conflict


@dataclass(frozen=True, slots=True)
class Seat:
    """A role at one site, or without one at every site of the study."""

    role: Role
    study_id: UUID
    site_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Who is invited. `id` is made by the sender. `reason`: why she gets a new way in."""

    id: UUID
    name: str
    email: str
    seat: Seat
    way: InvitationWay = InvitationWay.MAIL
    reason: str = ""


def invite(
    session: Session,
    wanted: Colleague,
    *,
    expires_at: datetime,
    by: UUID,
    now: datetime,
    secret: str,
) -> Made:
    """Invite her to that seat. An invitation to it that she had opens nothing any more.

    Raises Conflict where the id is of another invitation.
    """
    known = session.get(Invitation, wanted.id)
    if known is None:
        for former in waiting(session, wanted.email, wanted.seat):
            invitations.revoke(former, by=by, now=now)
    elif (known.email, _seat(known)) != (normalise(wanted.email), wanted.seat):
        raise Conflict("id_in_use", field="id")
    new = NewInvitation(
        id=wanted.id,
        kind=InvitationKind.STAFF,
        role=wanted.seat.role,
        way=wanted.way,
        study_id=wanted.seat.study_id,
        site_id=wanted.seat.site_id,
        participant_id=None,
        made_by=by,
        expires_at=expires_at,
        name=wanted.name,
        email=wanted.email,
        reason=wanted.reason,
    )
    return invitations.make(session, new, now=now, secret=secret)


def _seat(invitation: Invitation) -> Seat:
    return Seat(invitation.role, invitation.study_id, invitation.site_id)


def waiting(session: Session, email: str, seat: Seat) -> list[Invitation]:
    """The invitations of that address to that seat that are neither used nor taken back, locked."""
    found = session.scalars(
        sa.select(Invitation)
        .where(
            Invitation.kind == InvitationKind.STAFF,
            Invitation.email == normalise(email),
            Invitation.study_id == seat.study_id,
            Invitation.role == seat.role,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .with_for_update()
    )
    return [one for one in found if one.site_id == seat.site_id]
