"""How long a claim took from its first sending to its payment."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.claims.models import TO_DECIDE, Claim, ClaimStatus, ClaimStep
from portal.timeliness.measure import Clock, Measure, Took


def _done(session: Session, sites: Collection[UUID], since: datetime) -> Iterable[Took]:
    """The first payment of each claim: what a dispute added later is not counted again."""
    paid = (
        sa.select(ClaimStep.claim_id, sa.func.min(ClaimStep.at).label("at"))
        .where(ClaimStep.new == ClaimStatus.PAID)
        .group_by(ClaimStep.claim_id)
        .subquery()
    )
    sent = (
        sa.select(ClaimStep.claim_id, sa.func.min(ClaimStep.at).label("at"))
        .where(ClaimStep.old.is_(None))
        .group_by(ClaimStep.claim_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Claim.site_id, sent.c.at, paid.c.at)
        .join(paid, paid.c.claim_id == Claim.id)
        .join(sent, sent.c.claim_id == Claim.id)
        .where(Claim.site_id.in_(sites), paid.c.at >= since)
    )
    return [Took(*row) for row in rows]


def _overdue(session: Session, sites: Collection[UUID], now: datetime) -> dict[UUID, int]:
    rows = session.execute(
        sa.select(Claim.site_id, sa.func.count())
        .where(Claim.site_id.in_(sites), Claim.status.in_(TO_DECIDE), Claim.check_by <= now)
        .group_by(Claim.site_id)
    )
    return dict(rows.all())


TO_PAY = Measure("payment", May.CLAIMS_READ, Clock.CALENDAR, _done, _overdue)
