"""Invitations: making one, finding it by its code, taking it back, using it up.

Whoever has the code may use it once, so it is treated like a key: it is told once, when it is made,
and kept as a keyed hash. Who may invite whom, and what using it does, is with the features that
invite (:mod:`portal.participants.inviting`, :mod:`portal.participants.joining`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts import invitation_code
from portal.accounts.invitation_models import (
    IdentityCheck,
    Invitation,
    InvitationKind,
    InvitationStatus,
    InvitationWay,
)
from portal.accounts.roles import Role
from portal.accounts.sign_in import normalise
from portal.errors import Conflict, RuleBroken
from portal.keyed import mac


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """`id` is made by the sender: the same one twice is one invitation."""

    id: UUID
    kind: InvitationKind
    role: Role
    way: InvitationWay
    study_id: UUID
    site_id: UUID | None
    participant_id: UUID | None
    made_by: UUID
    expires_at: datetime
    name: str | None = None
    email: str | None = None
    may_read_check_ins: bool = False
    identity: IdentityCheck | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation with its code, which nobody can read again. None: it was told before."""

    invitation: Invitation
    code: str | None


def make(session: Session, new: NewInvitation, *, now: datetime, secret: str) -> Made:
    """A new invitation, or the one that was made under this id before, without its code."""
    known = session.get(Invitation, new.id)
    if known is not None:
        return Made(_same_again(known, new), None)
    code = invitation_code.make()
    invitation = Invitation(
        id=new.id,
        kind=new.kind,
        role=new.role,
        way=new.way,
        study_id=new.study_id,
        site_id=new.site_id,
        participant_id=new.participant_id,
        name=new.name,
        email=normalise(new.email) if new.email else None,
        may_read_check_ins=new.may_read_check_ins,
        identity=new.identity,
        reason=new.reason,
        code_mac=_mac(secret, code),
        made_at=now,
        made_by=new.made_by,
        expires_at=new.expires_at,
    )
    session.add(invitation)
    return Made(invitation, code)


def _same_again(known: Invitation, new: NewInvitation) -> Invitation:
    before = (known.kind, known.way, known.participant_id, known.made_by)
    if before != (new.kind, new.way, new.participant_id, new.made_by):
        raise Conflict("id_in_use", field="id")
    return known


def _mac(secret: str, code: str) -> str:
    return mac(secret, "invitation", code)


def find(session: Session, typed: str, *, secret: str) -> Invitation:
    """The invitation whose code was typed, whatever has become of it.

    Raises RuleBroken where it is no code, and UnknownCode where it is the code of none: the caller
    counts that as a failed try (:mod:`portal.limits`).
    """
    code = invitation_code.read(typed)
    if code is None:
        raise RuleBroken("invitation_form", field="code")
    found = session.scalar(sa.select(Invitation).where(Invitation.code_mac == _mac(secret, code)))
    if found is None:
        raise UnknownCode
    return found


def check_open(invitation: Invitation, *, now: datetime) -> None:
    """Raises RuleBroken where it is used, over or taken back."""
    status = invitation.status(now)
    if status is InvitationStatus.USED:
        raise RuleBroken("invitation_used", field="code")
    if status is InvitationStatus.REVOKED:
        raise RuleBroken("invitation_revoked", field="code")
    if status is InvitationStatus.EXPIRED:
        raise RuleBroken("invitation_expired", field="code")


class UnknownCode(RuleBroken):
    """The code is right in form and of no invitation."""

    def __init__(self) -> None:
        super().__init__("invitation_unknown", field="code")


def is_code_of(invitation: Invitation, typed: str, *, secret: str) -> str | None:
    """The code as it is shown if it is this invitation's, otherwise None."""
    code = invitation_code.read(typed)
    return code if code and _mac(secret, code) == invitation.code_mac else None


def open_to_herself(session: Session, participant_id: UUID) -> Invitation | None:
    """The one invitation to the participant herself that is neither used nor taken back."""
    return session.scalar(
        sa.select(Invitation).where(
            Invitation.participant_id == participant_id,
            Invitation.role == Role.PARTICIPANT,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
    )


def revoke(invitation: Invitation, *, by: UUID, now: datetime) -> None:
    """Take it back: its code opens nothing any more. One that was used stays used."""
    if invitation.used_at is None and invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by = now, by


def use(invitation: Invitation, *, by: UUID, now: datetime) -> None:
    """Its code opens nothing any more."""
    invitation.used_at, invitation.used_by = now, by


def of_participant(session: Session, participant_id: UUID) -> list[Invitation]:
    """Every invitation about this participant, the newest first."""
    return list(
        session.scalars(
            sa.select(Invitation)
            .where(Invitation.participant_id == participant_id)
            .options(joinedload(Invitation.maker))
            .order_by(Invitation.made_at.desc(), Invitation.id)
        )
    )


def masked(email: str) -> str:
    """An address by which its owner knows it, and nobody else: "m•••@example.org"."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
