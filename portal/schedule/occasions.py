"""Booked visits, as days to be reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.participants.models import TAKING_PART
from portal.reminders.occasions import Asked, Source
from portal.reminders.plan import Occasion
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.service import local_day
from portal.study.reminders.definition import About

A_DAY = timedelta(days=1)


def page_of(visit_id: UUID) -> str:
    """The page of a visit in the participant's app."""
    return f"/visits/{visit_id}"


def _visits(session: Session, asked: Asked) -> Iterator[tuple[UUID, Occasion]]:
    """A visit on another day is another occurrence; one that only begins later that day is not."""
    theirs = [one.id for one in asked.people if one.status in TAKING_PART]
    first = datetime.combine(asked.since, time(), UTC) - A_DAY
    last = datetime.combine(asked.until, time(), UTC) + 2 * A_DAY
    rows = session.scalars(
        sa.select(Visit).where(
            Visit.participant_id.in_(theirs),
            Visit.status == VisitStatus.BOOKED,
            Visit.starts_at.between(first, last),
        )
    )
    for visit in rows:
        day = local_day(visit)
        if visit.starts_at is not None and day in asked:
            yield (
                visit.participant_id,
                Occasion(
                    about=About.VISIT,
                    subject=visit.id,
                    occurrence=day.isoformat(),
                    key=visit.visit_key,
                    day=day,
                    ends=visit.starts_at,
                    page=page_of(visit.id),
                ),
            )


VISITS = Source(About.VISIT, _visits)
