"""Inviting a participant to join the portal, and giving one who joined a new way in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import invitations, people
from portal.accounts.invitation_models import (
    IdentityCheck,
    Invitation,
    InvitationKind,
    InvitationWay,
)
from portal.accounts.invitations import Made, NewInvitation
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import because
from portal.errors import NotFound, RuleBroken
from portal.participants.models import TAKING_PART, Participant
from portal.participants.service import check_version, hold
from portal.schedule.planning import local_today
from portal.schedule.windows import to_instant
from portal.study import definition
from portal.study.joining.definition import joining_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An invitation as the desk asks for it. `id` is made by the sender; `email` None: the one that
    is noted for her."""

    id: UUID
    way: InvitationWay
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Why somebody gets a new way in, and how the team made sure who asked for it."""

    identity: IdentityCheck
    reason: str
    version: int


def last_instant(study: definition.Study, time_zone: str, *, now: datetime) -> datetime:
    """When an invitation that is made now ends: with its last day, as the site's clock has it."""
    days = joining_of(study).invitation_days
    return to_instant(local_today(now, time_zone) + timedelta(days=days + 1), time(), time_zone)


def last_day(invitation: Invitation, time_zone: str) -> date:
    """The last day on which it can be used."""
    return local_today(invitation.expires_at - timedelta(seconds=1), time_zone)


def invite(
    session: Session,
    participant: Participant,
    wanted: Wanted,
    *,
    study: definition.Study,
    by: UUID,
    now: datetime,
    secret: str,
) -> Made:
    """Invite her. The invitation that she had opens nothing any more.

    Raises RuleBroken where she has joined already, does not take part, or has no address to mail to.
    """
    new = _new(participant, wanted, InvitationKind.PARTICIPANT, study=study, by=by, now=now)
    hold(session, participant.id)
    if session.get(Invitation, wanted.id) is None:
        if participant.status not in TAKING_PART:
            raise RuleBroken("not_taking_part", status=participant.status)
        if people.participants_account(session, participant.id) is not None:
            raise RuleBroken("joined_already")
        _take_back_the_former(session, participant, by=by, now=now)
    return invitations.make(session, new, now=now, secret=secret)


def recover(
    session: Session,
    participant: Participant,
    wanted: Wanted,
    reset: Reset,
    *,
    sites: Collection[UUID],
    study: definition.Study,
    by: UUID,
    now: datetime,
    secret: str,
) -> tuple[Made, Account]:
    """Close every way in that she had, and invite her to prove a new address for the same account.

    The account is the one to tell, at the address that it has still. Raises StaleEdit, and
    RuleBroken where she has not joined, or is somebody for whom `sites` may not do this.
    """
    hold(session, participant.id)
    person = people.participants_account(session, participant.id)
    if person is None:
        raise RuleBroken("not_joined")
    new = _new(
        participant, wanted, InvitationKind.RECOVERY, study=study, by=by, now=now, reset=reset
    )
    if session.get(Invitation, wanted.id) is None:
        check_version(participant, reset.version)
        if people.is_elsewhere(session, person, sites=sites, now=now):
            raise RuleBroken("account_elsewhere")
        because(session, reset.reason)
        _take_back_the_former(session, participant, by=by, now=now)
        people.forget_ways_in(session, person, now=now)
    return invitations.make(session, new, now=now, secret=secret), person


def _new(
    participant: Participant,
    wanted: Wanted,
    kind: InvitationKind,
    *,
    study: definition.Study,
    by: UUID,
    now: datetime,
    reset: Reset | None = None,
) -> NewInvitation:
    noted = participant.email if kind is InvitationKind.PARTICIPANT else ""
    email = wanted.email or noted
    if wanted.way is InvitationWay.MAIL and not email:
        raise RuleBroken("email_needed", field="email")
    return NewInvitation(
        id=wanted.id,
        kind=kind,
        role=Role.PARTICIPANT,
        way=wanted.way,
        study_id=participant.study_id,
        site_id=participant.site_id,
        participant_id=participant.id,
        made_by=by,
        expires_at=last_instant(study, participant.site.time_zone, now=now),
        name=participant.name,
        email=email or None,
        identity=reset.identity if reset else None,
        reason=reset.reason if reset else "",
    )


def _take_back_the_former(
    session: Session, participant: Participant, *, by: UUID, now: datetime
) -> None:
    former = invitations.open_to_herself(session, participant.id)
    if former is not None:
        invitations.revoke(former, by=by, now=now)
    session.flush()  # before the new one is added: only one is open at a time


def one_of(session: Session, participant: Participant, invitation_id: UUID) -> Invitation:
    """The invitation with that id, if it is about this participant. Raises NotFound."""
    found = session.get(Invitation, invitation_id, with_for_update=True)
    if found is None or found.participant_id != participant.id:
        raise NotFound("invitation")
    return found


def take_back(
    session: Session, participant: Participant, invitation: Invitation, *, by: UUID, now: datetime
) -> None:
    """Its code opens nothing any more. Of a recovery: her old address signs her in again."""
    if invitation.used_at is not None:
        raise RuleBroken("invitation_taken_up")
    invitations.revoke(invitation, by=by, now=now)
    if invitation.kind is InvitationKind.RECOVERY:
        person = people.participants_account(session, participant.id)
        if person is not None:
            person.sign_in_reset_at = None
