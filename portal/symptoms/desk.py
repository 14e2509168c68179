"""The desk's lists: alerts by urgency, reports to read, people whose check-in did not come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.participants.models import Participant
from portal.study.check_ins.definition import CheckIn, Urgency
from portal.study.service import Catalog
from portal.symptoms import due
from portal.symptoms.due import Due
from portal.symptoms.models import Alert, AlertStatus, MissedCall, Report
from portal.symptoms.reporting import REPORTING, local_day, may_report

MEASURED = timedelta(days=90)
"""How far back the time to close is looked at."""


class Waiting(StrEnum):
    """Which alerts: those not closed, those that are late, those of the caller, the closed ones."""

    OPEN = "open"
    OVERDUE = "overdue"
    MINE = "mine"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Counts:
    """`open`: not closed. `overdue`: not taken in time. `minutes_to_close`: the median of 90 days."""

    open: int
    overdue: int
    unread: int
    missed: int
    minutes_to_close: int | None


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody whose check-in did not come, and the calls that were made about it."""

    participant: Participant
    check_in: CheckIn
    due: Due
    calls: tuple[MissedCall, ...]


_URGENCY = sa.case({level.value: -level.rank for level in Urgency}, value=Alert.urgency)


def alerts(
    session: Session,
    waiting: Waiting,
    *,
    sites: Collection[UUID],
    account_id: UUID,
    now: datetime,
    limit: int,
    offset: int,
) -> tuple[Sequence[Alert], int]:
    """One page of alerts, the most urgent and longest waiting first, and how many there are."""
    where = [Alert.site_id.in_(sites), *_which(waiting, account_id, now)]
    total = session.scalar(sa.select(sa.func.count()).select_from(Alert).where(*where)) or 0
    order = [Alert.closed_at.desc()] if waiting is Waiting.CLOSED else [_URGENCY, Alert.take_by]
    found = session.scalars(
        sa.select(Alert)
        .where(*where)
        .options(
            joinedload(Alert.report),
            joinedload(Alert.participant).joinedload(Participant.site),
            joinedload(Alert.participant).joinedload(Participant.study),
            selectinload(Alert.contacts),
        )
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    return found.all(), total


def _which(waiting: Waiting, account_id: UUID, now: datetime) -> Iterable[sa.ColumnElement[bool]]:
    if waiting is Waiting.CLOSED:
        return [Alert.status == AlertStatus.CLOSED]
    if waiting is Waiting.OVERDUE:
        return [Alert.status == AlertStatus.OPEN, Alert.take_by <= now]
    if waiting is Waiting.MINE:
        return [Alert.status != AlertStatus.CLOSED, Alert.taken_by == account_id]
    return [Alert.status != AlertStatus.CLOSED]


def counts(session: Session, *, sites: Collection[UUID], catalog: Catalog, now: datetime) -> Counts:
    """What waits at these sites, in four statements."""
    alive, late = session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count().filter(Alert.status == AlertStatus.OPEN, Alert.take_by <= now),
        ).where(Alert.site_id.in_(sites), Alert.status != AlertStatus.CLOSED)
    ).one()
    closed = session.execute(
        sa.select(Alert.made_at, Alert.closed_at).where(
            Alert.site_id.in_(sites), Alert.closed_at >= now - MEASURED
        )
    )
    minutes = [(end - begun).total_seconds() / 60 for begun, end in closed if end]
    return Counts(
        open=alive,
        overdue=late,
        unread=reports(session, sites=sites, unread=True, limit=0, offset=0)[1],
        missed=len(missed(session, sites=sites, catalog=catalog, now=now)),
        minutes_to_close=round(median(minutes)) if minutes else None,
    )


def reports(
    session: Session, *, sites: Collection[UUID], unread: bool, limit: int, offset: int
) -> tuple[Sequence[Report], int]:
    """One page of reports, the newest first; `unread`: only those that nobody read, oldest first."""
    where = [Report.site_id.in_(sites), *([Report.read_at.is_(None)] if unread else [])]
    total = session.scalar(sa.select(sa.func.count()).select_from(Report).where(*where)) or 0
    if not limit:
        return [], total
    order = Report.answered_at if unread else Report.answered_at.desc()
    found = session.scalars(
        sa.select(Report)
        .where(*where)
        .options(
            joinedload(Report.alert),
            joinedload(Report.participant).joinedload(Participant.site),
            joinedload(Report.participant).joinedload(Participant.study),
        )
        .order_by(order, Report.id)
        .limit(limit)
        .offset(offset)
    )
    return found.all(), total


def missed(
    session: Session, *, sites: Collection[UUID], catalog: Catalog, now: datetime
) -> list[Missed]:
    """Who has not reported in time and was not reached yet, the longest waiting first."""
    people = session.scalars(
        sa.select(Participant)
        .where(Participant.site_id.in_(sites), Participant.status.in_(REPORTING))
        .options(joinedload(Participant.site), joinedload(Participant.study))
    ).all()
    ids = [participant.id for participant in people]
    sent = _sent(session, ids)
    calls = _calls(session, ids)
    found: list[Missed] = []
    for participant in people:
        study = catalog.get(session, participant.study_id, participant.study.version)
        if may_report(participant, study):
            for check_in in study.check_ins:
                found += _missed(participant, check_in, sent, calls, now)
    return sorted(found, key=lambda one: (one.due.day, one.participant.code))


Key = tuple[UUID, str]


def _sent(session: Session, ids: Collection[UUID]) -> Mapping[Key, set[str]]:
    rows = session.execute(
        sa.select(Report.participant_id, Report.check_in, Report.occurrence).where(
            Report.participant_id.in_(ids), Report.occurrence.is_not(None)
        )
    )
    found: dict[Key, set[str]] = {}
    for participant_id, check_in, occurrence in rows:
        found.setdefault((participant_id, check_in), set()).add(occurrence or "")
    return found


def _calls(session: Session, ids: Collection[UUID]) -> Mapping[Key, list[MissedCall]]:
    rows = session.scalars(
        sa.select(MissedCall).where(MissedCall.participant_id.in_(ids)).order_by(MissedCall.at)
    )
    found: dict[Key, list[MissedCall]] = {}
    for call in rows:
        found.setdefault((call.participant_id, call.check_in), []).append(call)
    return found


def _missed(
    participant: Participant,
    check_in: CheckIn,
    sent: Mapping[Key, set[str]],
    calls: Mapping[Key, list[MissedCall]],
    now: datetime,
) -> list[Missed]:
    key = participant.id, check_in.key
    made = calls.get(key, [])
    settled = sent.get(key, set()) | {call.occurrence for call in made if call.done}
    everything = due.occurrences(check_in, participant.anchors)
    late = due.missed_on(everything, local_day(participant, now), sent=settled)
    if late is None:
        return []
    about = tuple(call for call in made if call.occurrence == late.occurrence)
    return [Missed(participant, check_in, late, about)]
