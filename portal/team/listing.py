"""Who is on the team, how each signs in, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.factor_models import AuthenticatorApp, Passkey, Password
from portal.accounts.factors import Factors
from portal.accounts.invitation_models import Invitation, InvitationKind
from portal.accounts.models import Account, DeviceSession, Membership, SessionStrength
from portal.accounts.roles import OWN_ROLES
from portal.team.reach import Reach


@dataclass(frozen=True, slots=True)
class Colleague:
    """`signed_in_at`: when she last signed in by two factors."""

    person: Account
    factors: Factors
    signed_in_at: datetime | None
    roles: list[Membership] = field(default_factory=list)


def colleagues(session: Session, reach: Reach, *, now: datetime) -> list[Colleague]:
    """Everybody with a role where the caller administers, by name, with those roles."""
    found = session.scalars(
        sa.select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.role.not_in(OWN_ROLES),
            sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
            reach.within(Membership.study_id, Membership.site_id),
        )
        .options(joinedload(Membership.account))
        .order_by(sa.func.lower(Account.name), Account.id, Membership.since, Membership.id)
    ).all()
    people = {one.account_id for one in found}
    has, seen = _factors(session, people), _seen(session, people)
    listed: dict[UUID, Colleague] = {}
    for one in found:
        key = one.account_id
        if key not in listed:
            listed[key] = Colleague(one.account, has[key], seen.get(key))
        listed[key].roles.append(one)
    return list(listed.values())


def ended(session: Session, reach: Reach, *, now: datetime) -> list[Membership]:
    """The roles that ended where the caller administers, whoever had them, the last to end first."""
    found = session.scalars(
        sa.select(Membership)
        .where(
            Membership.role.not_in(OWN_ROLES),
            Membership.ended_at <= now,
            reach.within(Membership.study_id, Membership.site_id),
        )
        .options(joinedload(Membership.account))
        .order_by(Membership.ended_at.desc(), Membership.id)
    )
    return list(found)


def _factors(session: Session, people: set[UUID]) -> dict[UUID, Factors]:
    password = set(
        session.scalars(sa.select(Password.account_id).where(Password.account_id.in_(people)))
    )
    app = set(
        session.scalars(
            sa.select(AuthenticatorApp.account_id).where(
                AuthenticatorApp.account_id.in_(people),
                AuthenticatorApp.confirmed_at.is_not(None),
            )
        )
    )
    passkeys = session.execute(
        sa.select(Passkey.account_id, sa.func.count())
        .where(Passkey.account_id.in_(people))
        .group_by(Passkey.account_id)
    )
    counts = {row[0]: row[1] for row in passkeys}
    return {one: Factors(one in password, one in app, counts.get(one, 0)) for one in people}


def _seen(session: Session, people: set[UUID]) -> dict[UUID, datetime]:
    rows = session.execute(
        sa.select(DeviceSession.account_id, sa.func.max(DeviceSession.made_at))
        .where(
            DeviceSession.account_id.in_(people),
            DeviceSession.strength == SessionStrength.TWO_FACTOR,
        )
        .group_by(DeviceSession.account_id)
    )
    return {row[0]: row[1] for row in rows}


def invited(session: Session, reach: Reach) -> list[Invitation]:
    """The invitations that are neither used nor taken back, the newest first."""
    return list(
        session.scalars(
            sa.select(Invitation)
            .where(
                Invitation.kind == InvitationKind.STAFF,
                Invitation.used_at.is_(None),
                Invitation.revoked_at.is_(None),
                reach.within(Invitation.study_id, Invitation.site_id),
            )
            .options(joinedload(Invitation.maker))
            .order_by(Invitation.made_at.desc(), Invitation.id)
        )
    )
