"""What a participant or care partner sees: visits to claim for, and where each claim is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.claims import policy
from portal.claims.models import COUNTS, Claim
from portal.claims.sending import WITH_ALL
from portal.schedule import service as schedule
from portal.schedule.models import Visit, VisitStatus
from portal.study.travel.definition import Travel

NEVER_TRAVELLED = frozenset({VisitStatus.MISSED, VisitStatus.REMOVED})


@dataclass(frozen=True, slots=True)
class Claimable:
    """A visit whose travel is paid, and how many claims there are for it. `deadline`: its last day.

    `offered`: she was there, nothing is claimed, and there is time: the portal asks by itself.
    """

    visit: Visit
    day: date
    deadline: date
    claims: int
    offered: bool


def claims(session: Session, participant_id: UUID) -> Sequence[Claim]:
    """Every claim of this participant, the newest first."""
    return session.scalars(
        sa.select(Claim)
        .where(Claim.participant_id == participant_id)
        .options(*WITH_ALL)
        .order_by(Claim.sent_at.desc(), Claim.id)
    ).all()


def newest(session: Session, participant_id: UUID, *, limit: int) -> Sequence[Claim]:
    """The newest claims of this participant, by themselves: to choose one of."""
    return session.scalars(
        sa.select(Claim)
        .where(Claim.participant_id == participant_id)
        .order_by(Claim.sent_at.desc(), Claim.id)
        .limit(limit)
    ).all()


def claimable(
    session: Session,
    participant_id: UUID,
    travel: Travel,
    sent: Sequence[Claim],
    *,
    today: date,
) -> list[Claimable]:
    """Visits that are over and whose travel is paid, the latest first."""
    number = Counter(claim.visit_id for claim in sent if claim.status in COUNTS)
    found = []
    for visit in schedule.own_visits(session, participant_id):
        day = schedule.local_day(visit)
        if visit.visit_key not in travel.visits or day > today or visit.status in NEVER_TRAVELLED:
            continue
        last = policy.deadline(travel, day)
        was_there = visit.status in {VisitStatus.DONE, VisitStatus.PARTLY_DONE}
        booked = visit.status is VisitStatus.BOOKED
        offered = (was_there or booked) and not number[visit.id] and today <= last
        found.append(Claimable(visit, day, last, number[visit.id], offered))
    return found[::-1]
