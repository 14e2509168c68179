"""Who helps whom: a participant's care partners, and the people whom somebody helps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import Account, Membership
from portal.accounts.roles import OWN_ROLES, Role
from portal.participants.models import Participant


def partners(session: Session, participant_id: UUID) -> list[Membership]:
    """Everybody who helps or has helped her: who does first, then the latest to end."""
    rows = session.scalars(
        sa.select(Membership)
        .where(_helps(participant_id))
        .options(joinedload(Membership.account))
        .order_by(Membership.since)
    ).all()
    ended = [one for one in rows if one.ended_at is not None]
    return [
        *(one for one in rows if one.ended_at is None),
        *sorted(ended, key=lambda one: str(one.ended_at), reverse=True),
    ]


def addresses(session: Session, participant_id: UUID) -> Collection[str]:
    """The addresses of those who help her now."""
    return set(
        session.scalars(
            sa.select(Account.email)
            .join(Membership, Membership.account_id == Account.id)
            .where(_helps(participant_id), Membership.ended_at.is_(None))
        )
    )


def helping(session: Session, participant_id: UUID) -> int:
    """How many help her now."""
    count = sa.select(sa.func.count()).select_from(Membership)
    return session.scalar(count.where(_helps(participant_id), Membership.ended_at.is_(None))) or 0


def _helps(participant_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(
        Membership.participant_id == participant_id, Membership.role == Role.CARE_PARTNER
    )


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of her own that somebody has: she takes part, or helps `participant`."""

    membership: Membership
    participant: Participant


def own_places(session: Session, account_id: UUID) -> list[OwnPlace]:
    """The places of her own that have not ended, taking part first."""
    rows = session.execute(
        sa.select(Membership, Participant)
        .join(Participant, Participant.id == Membership.participant_id)
        .where(
            Membership.account_id == account_id,
            Membership.role.in_(OWN_ROLES),
            Membership.ended_at.is_(None),
        )
        .options(joinedload(Participant.study), joinedload(Participant.site))
        .order_by(Membership.since, Membership.id)
    )
    places = [OwnPlace(membership, participant) for membership, participant in rows]
    return sorted(places, key=lambda one: one.membership.role is not Role.PARTICIPANT)


def place_of(session: Session, account_id: UUID, participant_id: UUID | None) -> UUID | None:
    """The place through which this account helps that participant now."""
    if participant_id is None:
        return None
    return session.scalar(
        sa.select(Membership.id).where(
            Membership.account_id == account_id,
            _helps(participant_id),
            Membership.ended_at.is_(None),
        )
    )
