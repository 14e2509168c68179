"""How far a participant lives from her site: what a round trip usually comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.claims.incoming import Priced
from portal.claims.models import TravelDistance
from portal.participants.models import Participant


def of(session: Session, participant_id: UUID) -> TravelDistance | None:
    """How far she lives from the site, where that is known."""
    return session.scalar(
        sa.select(TravelDistance).where(TravelDistance.participant_id == participant_id)
    )


def remember(
    session: Session,
    participant: Participant,
    priced: Sequence[Priced],
    by: str,
    *,
    now: datetime,
) -> None:
    """Her first claim with a distance says how far she lives."""
    trip = next((one.line.distance for one in priced if one.line.distance), None)
    if trip:
        put(session, participant, max(1, round(trip / 2)), by, now=now)


def put(
    session: Session, participant: Participant, one_way: int, by: str, *, now: datetime
) -> TravelDistance:
    """Set how far she lives from the site, one way, in tenths."""
    row = of(session, participant.id)
    if row is None:
        row = TravelDistance(participant_id=participant.id, site_id=participant.site_id)
        session.add(row)
    row.one_way, row.set_by, row.set_at = one_way, by, now
    session.flush()
    return row
