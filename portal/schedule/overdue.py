"""When an open visit is late: once as a rule in Python, once as the same rule in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.planning import local_today

CLOSING_DAYS = 7
OUTCOME_AFTER = timedelta(hours=4)
"""So long after its start a booked visit is expected to have its outcome recorded."""


class LateKind(StrEnum):
    VISIT_NOT_BOOKED = "visit_not_booked"
    VISIT_WINDOW_CLOSING = "visit_window_closing"
    OUTCOME_MISSING = "outcome_missing"
    TIME_REQUEST = "time_request"
    ANCHOR_MISSING = "anchor_missing"


@dataclass(frozen=True, slots=True)
class Late:
    kind: LateKind
    since: date
    visit: Visit | None = None


def late_of(visit: Visit, status: ParticipantStatus, *, today: date, now: datetime) -> Late | None:
    """What is late about an open visit of a participant in that status, if anything."""
    if visit.status is VisitStatus.BOOKED and visit.starts_at is not None:
        if visit.starts_at < now - OUTCOME_AFTER:
            since = local_today(visit.starts_at, visit.time_zone)
            return Late(LateKind.OUTCOME_MISSING, since, visit)
        return None
    if status not in TAKING_PART:
        return None
    if visit.window_end < today:
        return Late(LateKind.VISIT_NOT_BOOKED, visit.window_end, visit)
    if visit.window_end <= today + timedelta(days=CLOSING_DAYS):
        return Late(LateKind.VISIT_WINDOW_CLOSING, visit.window_start, visit)
    return None


def overdue(days: Mapping[UUID, date], now: datetime, *, closing: bool) -> sa.ColumnElement[bool]:
    """Visits that :func:`late_of` calls late; without `closing`, not those about to close.

    Nobody is late for a visit who no longer takes part. `days`: today's date by site.
    """
    margin = timedelta(days=CLOSING_DAYS if closing else -1)
    windows = [
        sa.and_(Visit.site_id == site_id, Visit.window_end <= today + margin)
        for site_id, today in days.items()
    ]
    return sa.or_(
        sa.and_(
            Visit.status == VisitStatus.PLANNED,
            Visit.participant_id.in_(
                sa.select(Participant.id).where(Participant.status.in_(TAKING_PART))
            ),
            sa.or_(sa.false(), *windows),
        ),
        sa.and_(Visit.status == VisitStatus.BOOKED, Visit.starts_at < now - OUTCOME_AFTER),
    )
