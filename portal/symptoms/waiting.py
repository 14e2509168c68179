"""What of the check-ins waits for the team: alerts that are not closed, check-ins that did not come."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.participants.models import ConsentStanding, Participant
from portal.queue.source import Context, Person, Rank, Source, columns
from portal.study.check_ins.definition import Urgency
from portal.symptoms import alerts
from portal.symptoms.alerts import Doer
from portal.symptoms.missed_models import MissedCheckIn
from portal.symptoms.models import Alert, AlertStatus, MissedCall, Report
from portal.symptoms.reporting import REPORTING

_RANK = {
    Urgency.CALL_NOW: Rank.EMERGENCY,
    Urgency.URGENT: Rank.PRESSING,
}


def _alerts(context: Context) -> sa.Select[Any]:
    rank = sa.case(
        {urgency.value: int(rank) for urgency, rank in _RANK.items()},
        value=sa.type_coerce(Alert.urgency, sa.String()),
        else_=int(Rank.USUAL),
    )
    return sa.select(
        *columns(
            context,
            object_id=Alert.id,
            participant_id=Alert.participant_id,
            site_id=Alert.site_id,
            since=Alert.made_at,
            # Once somebody has it, it was taken in time or not: nothing is due any more.
            due=sa.case((Alert.status == AlertStatus.OPEN, Alert.take_by)),
            rank=rank,
            taken_by=Alert.taken_by,
            taken_by_name=Alert.taken_by_name,
            version=Alert.version,
            state=sa.type_coerce(Alert.urgency, sa.String()),
        )
    ).where(
        Alert.site_id.in_(context.sites),
        Alert.status.in_([AlertStatus.OPEN, AlertStatus.TAKEN, AlertStatus.CONTACTED]),
    )


def _give(session: Session, alert_id: UUID, to: Person | None, by: Person, now: datetime) -> None:
    alert = session.get_one(Alert, alert_id)
    if to is None:
        alerts.release(alert, Doer(by.account_id, by.name), version=alert.version)
    else:
        alerts.take(alert, Doer(to.account_id, to.name), version=alert.version, now=now)


def _missed(context: Context) -> sa.Select[Any]:
    """As :func:`portal.symptoms.desk.missed` finds them, from what :mod:`.missed` keeps."""
    about = (MissedCheckIn.occurrence, MissedCheckIn.newer)
    reported = sa.exists().where(
        Report.participant_id == MissedCheckIn.participant_id,
        Report.check_in == MissedCheckIn.check_in,
        Report.occurrence.in_(about),
    )
    settled = sa.exists().where(
        MissedCall.participant_id == MissedCheckIn.participant_id,
        MissedCall.check_in == MissedCheckIn.check_in,
        MissedCall.occurrence.in_(about),
        MissedCall.done,
    )
    return (
        sa.select(
            *columns(
                context,
                object_id=MissedCheckIn.id,
                participant_id=MissedCheckIn.participant_id,
                site_id=MissedCheckIn.site_id,
                since_on=MissedCheckIn.due_on,
                due_on=MissedCheckIn.call_on,
            )
        )
        .join(Participant, Participant.id == MissedCheckIn.participant_id)
        .where(
            MissedCheckIn.site_id.in_(context.sites),
            Participant.status.in_(REPORTING),
            sa.or_(
                sa.not_(MissedCheckIn.needs_consent),
                Participant.consent == ConsentStanding.IN_FORCE,
            ),
            ~reported,
            ~settled,
        )
    )


ALERTS = "alert"
MISSED = "check_in"

SOURCES = (
    Source(
        kind=ALERTS,
        may_read=May.CHECK_INS_READ,
        may_act=May.CHECK_INS_WRITE,
        model=Alert,
        waiting=_alerts,
        give=_give,
    ),
    Source(
        kind=MISSED,
        may_read=May.CHECK_INS_READ,
        may_act=May.CHECK_INS_WRITE,
        model=MissedCheckIn,
        waiting=_missed,
    ),
)
