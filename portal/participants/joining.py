"""Joining with an invitation: whose account it becomes, and which place it gives.

Only an address that the person has proven is asked about here, so nothing tells a stranger whether
somebody has an account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import invitations, people
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.models import Account, Membership
from portal.accounts.roles import Role
from portal.accounts.sessions import end_all
from portal.audit.recorder import Actor, acting
from portal.errors import Conflict, RuleBroken
from portal.participants.models import TAKING_PART, Participant
from portal.participants.service import hold
from portal.study import definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Who joins: the address that she has proven, and what she chose. `name` is asked only of people
    whom nobody has named."""

    email: str
    language: str
    time_zone: str | None
    name: str = ""


def held(session: Session, typed: str, *, now: datetime, secret: str) -> Invitation:
    """The open invitation whose code was typed, and nobody else uses it until the commit.

    Raises RuleBroken as :func:`portal.accounts.invitations.find` and `check_open` do.
    """
    invitation = invitations.find(session, typed, secret=secret)
    if invitation.participant_id is not None:  # first her, then it: the order in which one invites
        hold(session, invitation.participant_id)
    session.refresh(invitation, with_for_update=True)
    invitations.check_open(invitation, now=now)
    return invitation


def join(
    session: Session,
    invitation: Invitation,
    joiner: Joiner,
    *,
    study: definition.Study,
    now: datetime,
) -> Account:
    """Use the invitation, which must be :func:`held`. The account that is in from now on.

    Raises RuleBroken where the address cannot be used for this; then nothing is used up.
    """
    person = _WAYS[invitation.kind](session, invitation, joiner, now)
    acting(session, Actor(invitation.role.value, person.id), now)
    person.language, person.time_zone = joiner.language, joiner.time_zone
    invitations.use(invitation, by=person.id, now=now)
    if invitation.role is Role.PARTICIPANT:
        participant = session.get_one(Participant, invitation.participant_id)
        participant.email = person.email
        if joiner.language in study.languages:
            participant.language = joiner.language
    session.flush()
    return person


def _take_part(session: Session, invitation: Invitation, joiner: Joiner, now: datetime) -> Account:
    participant = session.get_one(Participant, invitation.participant_id)
    person = _account(session, joiner, participant.name, now)
    try:
        _membership(session, invitation, person, now)
    except Conflict:
        raise RuleBroken("takes_part_already", field="email") from None
    return person


def _recover(session: Session, invitation: Invitation, joiner: Joiner, now: datetime) -> Account:
    """The same account, with the address that she has now."""
    participant = session.get_one(Participant, invitation.participant_id)
    person = people.participants_account(session, participant.id)
    if person is None:
        raise RuleBroken("invitation_revoked", field="code")
    try:
        people.change_email(session, person, joiner.email, now=now)
    except Conflict:
        raise RuleBroken("address_taken", field="email") from None
    end_all(session, person.id, now=now)
    person.sign_in_reset_at = None
    return person


def _help(session: Session, invitation: Invitation, joiner: Joiner, now: datetime) -> Account:
    participant = session.get_one(Participant, invitation.participant_id)
    if participant.status not in TAKING_PART:
        raise RuleBroken("invitation_revoked", field="code")
    person = _account(session, joiner, joiner.name or invitation.name or "", now)
    roles = session.scalars(
        sa.select(Membership.role).where(
            Membership.account_id == person.id,
            Membership.participant_id == invitation.participant_id,
            Membership.ended_at.is_(None),
        )
    ).all()
    if Role.PARTICIPANT in roles:
        raise RuleBroken("own_helper", field="email")
    if roles:
        raise RuleBroken("helps_already", field="email")
    membership = _membership(session, invitation, person, now)
    membership.may_read_check_ins = invitation.may_read_check_ins
    return person


def _work(session: Session, invitation: Invitation, joiner: Joiner, now: datetime) -> Account:
    """A place on the team, for the address alone that was invited. Who has it already comes for a
    new way in."""
    if joiner.email != invitation.email:
        raise RuleBroken("other_address", field="email")
    person = _account(session, joiner, invitation.name or joiner.name, now)
    has_it = session.scalar(
        sa.select(Membership.id).where(
            Membership.account_id == person.id,
            Membership.study_id == invitation.study_id,
            Membership.site_id.is_not_distinct_from(invitation.site_id),
            Membership.role == invitation.role,
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
        )
    )
    if has_it is None:
        _membership(session, invitation, person, now)
    else:
        end_all(session, person.id, now=now)
    return person


def _account(session: Session, joiner: Joiner, name: str, now: datetime) -> Account:
    """The account of the proven address, made if there is none, locked until the commit: of two
    invitations that come to one account at once, the later sees what the first has become."""
    known = session.scalar(
        sa.select(Account).where(Account.email == joiner.email).with_for_update()
    )
    if known is None:
        if not name:
            raise RuleBroken("name_needed", field="name")
        return people.account(
            session, email=joiner.email, name=name, language=joiner.language, now=now
        )
    if known.sign_in_reset_at is not None:  # it may no longer be hers, whatever mail she can read
        raise RuleBroken("address_taken", field="email")
    return known


def _membership(
    session: Session, invitation: Invitation, person: Account, now: datetime
) -> Membership:
    return people.join(
        session,
        person,
        invitation.role,
        study_id=invitation.study_id,
        site_id=invitation.site_id,
        participant_id=invitation.participant_id,
        now=now,
    )


_WAYS: Mapping[InvitationKind, Callable[[Session, Invitation, Joiner, datetime], Account]] = {
    InvitationKind.PARTICIPANT: _take_part,
    InvitationKind.RECOVERY: _recover,
    InvitationKind.CARE_PARTNER: _help,
    InvitationKind.STAFF: _work,
}
