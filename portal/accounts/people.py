"""Accounts and the memberships that give them a place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import factors
from portal.accounts.models import Account, Membership
from portal.accounts.roles import STAFF_ROLES, Role
from portal.accounts.sessions import end_all
from portal.accounts.sign_in import normalise
from portal.errors import Conflict


def account_of(session: Session, email: str) -> Account | None:
    return session.scalar(sa.select(Account).where(Account.email == normalise(email)))


def account(session: Session, *, email: str, name: str, language: str, now: datetime) -> Account:
    """The account of that address, made if there is none."""
    known = account_of(session, email)
    if known is not None:
        return known
    made = Account(email=normalise(email), name=name, language=language, made_at=now)
    session.add(made)
    session.flush()
    return made


def join(
    session: Session,
    person: Account,
    role: Role,
    *,
    study_id: UUID,
    site_id: UUID | None,
    participant_id: UUID | None = None,
    now: datetime,
) -> Membership:
    """Give `person` a role. A participant may take part in one study once.

    Who becomes staff has to sign in anew: a participant's session would last too long for it.
    """
    if role is Role.PARTICIPANT and _takes_part(session, person.id, study_id):
        raise Conflict("email_in_use", field="email")
    if role in STAFF_ROLES:
        end_all(session, person.id, now=now)
    membership = Membership(
        account_id=person.id,
        study_id=study_id,
        site_id=site_id,
        participant_id=participant_id,
        role=role,
        since=now,
    )
    session.add(membership)
    session.flush()
    return membership


def participants_account(session: Session, participant_id: UUID) -> Account | None:
    """The account through which this participant signs in."""
    return session.scalar(
        sa.select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.participant_id == participant_id,
            Membership.role == Role.PARTICIPANT,
            Membership.ended_at.is_(None),
        )
    )


def is_elsewhere(
    session: Session, person: Account, *, sites: Collection[UUID], now: datetime
) -> bool:
    """Whether she is staff, or takes part in something outside `sites`: then who works at `sites`
    has no say in how she signs in."""
    places = session.scalars(
        sa.select(Membership).where(
            Membership.account_id == person.id,
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
        )
    )
    return any(place.role in STAFF_ROLES or place.site_id not in sites for place in places)


def forget_ways_in(session: Session, person: Account, *, now: datetime) -> None:
    """Nothing that signed her in so far does so any more: every device is signed out, and her
    address gets no codes until she has a new way in."""
    factors.forget_all(session, person.id)
    end_all(session, person.id, now=now)
    person.sign_in_reset_at = now


def change_email(session: Session, person: Account, email: str, *, now: datetime) -> None:
    """Change the address that signs `person` in, and sign out all of her devices.

    Raises Conflict when somebody else has the address.
    """
    email = normalise(email)
    if email == person.email:
        return
    if account_of(session, email) is not None:
        raise Conflict("email_in_use", field="email")
    person.email = email
    end_all(session, person.id, now=now)


def _takes_part(session: Session, account_id: UUID, study_id: UUID) -> bool:
    return bool(
        session.scalar(
            sa.select(Membership.id)
            .where(
                Membership.account_id == account_id,
                Membership.study_id == study_id,
                Membership.role == Role.PARTICIPANT,
                Membership.ended_at.is_(None),
            )
            .limit(1)
        )
    )
