"""Whether somebody has a place in the portal, and of which kind."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Membership
from portal.accounts.roles import Role

EVERY = frozenset(Role)


def has_a_place(
    session: Session, account_id: UUID, *, now: datetime, roles: Set[Role] = EVERY
) -> bool:
    """Whether the account has a membership in one of `roles`: without one nobody may come in."""
    return bool(
        session.scalar(
            sa.select(Membership.id)
            .where(
                Membership.account_id == account_id,
                Membership.role.in_(roles),
                sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
            )
            .limit(1)
        )
    )
