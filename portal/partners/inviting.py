"""Inviting a care partner: by the participant alone, to an address that she types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import invitations
from portal.accounts.invitation_models import (
    Invitation,
    InvitationKind,
    InvitationStatus,
    InvitationWay,
)
from portal.accounts.invitations import Made, NewInvitation
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.accounts.sign_in import normalise
from portal.errors import NotFound, RuleBroken
from portal.participants.inviting import last_instant
from portal.participants.models import TAKING_PART, Participant
from portal.participants.service import hold
from portal.partners import listing
from portal.study import definition
from portal.study.joining.definition import joining_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Whom a participant invites. `id` is made by the sender: the same one twice is one invitation."""

    id: UUID
    name: str
    email: str
    may_read_check_ins: bool


def invite(
    session: Session,
    participant: Participant,
    helper: Helper,
    *,
    study: definition.Study,
    by: Account,
    now: datetime,
    secret: str,
) -> Made:
    """Invite somebody by mail. An account that the address may have is not asked about: nobody
    learns here whether there is one.

    Raises RuleBroken where she does not take part, has as many as the study allows, or types an
    address that is her own or has been invited already.
    """
    hold(session, participant.id)
    if session.get(Invitation, helper.id) is None:
        check_room(session, participant, study)
        email = normalise(helper.email)
        if email in {by.email, normalise(participant.email)}:
            raise RuleBroken("own_partner", field="email")
        if any(email == one.email for one in waiting(session, participant, now=now)):
            raise RuleBroken("partner_invited_already", field="email")
        if email in listing.addresses(session, participant.id):
            raise RuleBroken("partner_already", field="email")
    return _make(session, participant, helper, study=study, by=by, now=now, secret=secret)


def renew(
    session: Session,
    participant: Participant,
    former: Invitation,
    new_id: UUID,
    *,
    study: definition.Study,
    by: Account,
    now: datetime,
    secret: str,
) -> Made:
    """Invite the same person again: the code before opens nothing any more.

    Raises RuleBroken where the former one was used or taken back, and as :func:`invite` does.
    """
    helper = Helper(
        id=new_id,
        name=former.name or "",
        email=former.email or "",
        may_read_check_ins=former.may_read_check_ins,
    )
    if session.get(Invitation, new_id) is None:
        take_back(former, by=by.id, now=now, again=True)
        session.flush()
    return invite(session, participant, helper, study=study, by=by, now=now, secret=secret)


def take_back(invitation: Invitation, *, by: UUID, now: datetime, again: bool = False) -> None:
    """Its code opens nothing any more. `again`: it must not have been taken back before."""
    if invitation.used_at is not None:
        raise RuleBroken("partner_joined")
    if again and invitation.revoked_at is not None:
        raise RuleBroken("partner_taken_back")
    invitations.revoke(invitation, by=by, now=now)


def check_room(session: Session, participant: Participant, study: definition.Study) -> None:
    """Raises RuleBroken where she may let nobody in, or nobody more."""
    if participant.status not in TAKING_PART:
        raise RuleBroken("partners_not_now")
    most = joining_of(study).care_partners
    if most == 0:
        raise RuleBroken("partners_none")
    if listing.helping(session, participant.id) + _open(session, participant.id) >= most:
        raise RuleBroken("partners_enough", most=most)


def waiting(session: Session, participant: Participant, *, now: datetime) -> list[Invitation]:
    """Those that nobody has used and she did not take back, the newest first: open, or too old."""
    return [
        one
        for one in invitations.of_participant(session, participant.id)
        if one.kind is InvitationKind.CARE_PARTNER
        and one.status(now) in {InvitationStatus.OPEN, InvitationStatus.EXPIRED}
    ]


def one_of(session: Session, participant: Participant, invitation_id: UUID) -> Invitation:
    """Her invitation to a care partner with that id. Raises NotFound."""
    hold(session, participant.id)  # first her, then it: the order in which somebody joins
    found = session.get(Invitation, invitation_id, with_for_update=True)
    if (
        found is None
        or found.kind is not InvitationKind.CARE_PARTNER
        or found.participant_id != participant.id
    ):
        raise NotFound("invitation")
    return found


def _open(session: Session, participant_id: UUID) -> int:
    """So many may still come. One that is too old counts until she takes it back or sends it again:
    it is on her list."""
    return (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(Invitation)
            .where(
                Invitation.participant_id == participant_id,
                Invitation.kind == InvitationKind.CARE_PARTNER,
                Invitation.used_at.is_(None),
                Invitation.revoked_at.is_(None),
            )
        )
        or 0
    )


def _make(
    session: Session,
    participant: Participant,
    helper: Helper,
    *,
    study: definition.Study,
    by: Account,
    now: datetime,
    secret: str,
) -> Made:
    new = NewInvitation(
        id=helper.id,
        kind=InvitationKind.CARE_PARTNER,
        role=Role.CARE_PARTNER,
        way=InvitationWay.MAIL,
        study_id=participant.study_id,
        site_id=participant.site_id,
        participant_id=participant.id,
        made_by=by.id,
        expires_at=last_instant(study, participant.site.time_zone, now=now),
        name=helper.name,
        email=helper.email,
        may_read_check_ins=helper.may_read_check_ins,
    )
    return invitations.make(session, new, now=now, secret=secret)
