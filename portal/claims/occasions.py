"""Visits whose travel can still be claimed, as days to be reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.claims import policy
from portal.claims.models import COUNTS, Claim
from portal.reminders.occasions import Asked, Source
from portal.reminders.plan import Occasion, at_clock
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.service import local_day
from portal.study.reminders.definition import About

WAS_THERE = frozenset({VisitStatus.DONE, VisitStatus.PARTLY_DONE})


def _claimable(session: Session, asked: Asked) -> Iterator[tuple[UUID, Occasion]]:
    travel = asked.study.travel
    if travel is None:
        return
    claimed = sa.exists().where(Claim.visit_id == Visit.id, Claim.status.in_(COUNTS))
    rows = session.scalars(
        sa.select(Visit).where(
            Visit.participant_id.in_([one.id for one in asked.people]),
            Visit.visit_key.in_(travel.visits),
            Visit.status.in_(WAS_THERE),
            ~claimed,
        )
    )
    for visit in rows:
        day = local_day(visit)
        if day in asked:
            over = policy.deadline(travel, day) + timedelta(days=1)
            yield (
                visit.participant_id,
                Occasion(
                    about=About.CLAIMABLE,
                    subject=visit.id,
                    occurrence=day.isoformat(),
                    key=visit.visit_key,
                    day=day,
                    ends=at_clock(over, time(), visit.time_zone),
                    page=f"/travel/visits/{visit.id}",
                ),
            )


CLAIMABLE = Source(About.CLAIMABLE, _claimable)
