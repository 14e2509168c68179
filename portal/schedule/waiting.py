"""What of the schedule waits for the team: wishes for another time, visits to book, outcomes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from portal.accounts.roles import May
from portal.participants.models import TAKING_PART, Participant
from portal.queue.source import Context, Source, columns
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.overdue import CLOSING_DAYS, OUTCOME_AFTER

REQUEST = "time_request"
WINDOW = "visit_window"
OUTCOME = "visit_outcome"


def _requests(context: Context) -> sa.Select[Any]:
    return sa.select(
        *columns(
            context,
            object_id=TimeRequest.id,
            participant_id=TimeRequest.participant_id,
            site_id=TimeRequest.site_id,
            since=TimeRequest.made_at,
            visit_id=TimeRequest.visit_id,
            words=sa.func.substr(TimeRequest.note, 1, 200),
        )
    ).where(TimeRequest.site_id.in_(context.sites), TimeRequest.status == TimeRequestStatus.OPEN)


def _leaving_window(context: Context) -> sa.Select[Any]:
    """Planned visits without a time whose window is over or ends in some days, as in overdue.py."""
    return (
        sa.select(
            *columns(
                context,
                object_id=Visit.id,
                participant_id=Visit.participant_id,
                site_id=Visit.site_id,
                since_on=Visit.window_start,
                due_on=Visit.window_end,
                visit_id=Visit.id,
                version=Visit.version,
            )
        )
        .join(Participant, Participant.id == Visit.participant_id)
        .where(
            Visit.site_id.in_(context.sites),
            Visit.status == VisitStatus.PLANNED,
            Visit.window_end <= context.latest_day(CLOSING_DAYS),
            Visit.window_end <= context.day(Visit.site_id, CLOSING_DAYS),
            Participant.status.in_(TAKING_PART),
        )
    )


def _without_outcome(context: Context) -> sa.Select[Any]:
    return sa.select(
        *columns(
            context,
            object_id=Visit.id,
            participant_id=Visit.participant_id,
            site_id=Visit.site_id,
            since=Visit.starts_at,
            visit_id=Visit.id,
            version=Visit.version,
        )
    ).where(
        Visit.site_id.in_(context.sites),
        Visit.status == VisitStatus.BOOKED,
        Visit.starts_at < context.ago(OUTCOME_AFTER),
    )


SOURCES = (
    Source(
        kind=REQUEST,
        may_read=May.PARTICIPANTS_READ,
        may_act=May.VISITS_WRITE,
        model=TimeRequest,
        waiting=_requests,
    ),
    Source(
        kind=WINDOW,
        may_read=May.PARTICIPANTS_READ,
        may_act=May.VISITS_WRITE,
        model=Visit,
        waiting=_leaving_window,
    ),
    Source(
        kind=OUTCOME,
        may_read=May.PARTICIPANTS_READ,
        may_act=May.VISITS_WRITE,
        model=Visit,
        waiting=_without_outcome,
    ),
)
