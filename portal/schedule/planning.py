"""Bring a participant's visits in line with the study file and her dates.

The decision is pure and lives in :mod:`portal.schedule.plan`; here it is applied. Planning twice
with the same facts changes nothing. Past and booked visits never move.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.audit.recorder import RECORDED, plain, record
from portal.participants.models import TAKING_PART, ConsentStanding, Participant
from portal.schedule.models import OPEN, TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.plan import (
    ExistingVisit,
    Facts,
    Plan,
    PlannedVisit,
    changes,
    desired,
    visit_id,
)
from portal.study import definition

PLANNER = "portal: planner"


def local_today(now: datetime, time_zone: str) -> date:
    """The date at the site."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def visits_of(session: Session, participant: Participant) -> list[Visit]:
    return list(
        session.scalars(
            sa.select(Visit)
            .where(Visit.participant_id == participant.id)
            .order_by(Visit.target, Visit.visit_key, Visit.occurrence)
        )
    )


def plan_participant(
    session: Session,
    participant: Participant,
    study: definition.Study,
    *,
    now: datetime,
    add_past: bool = True,
    correct_past: bool = False,
) -> Plan:
    """Plan and apply; see :func:`portal.schedule.plan.changes` for the two switches."""
    visits = visits_of(session, participant)
    plan = decide(participant, study, visits, now=now, add_past=add_past, correct_past=correct_past)
    _apply(session, participant, plan, {visit.id: visit for visit in visits}, now)
    return plan


def decide(
    participant: Participant,
    study: definition.Study,
    visits: Sequence[Visit],
    *,
    now: datetime,
    add_past: bool = True,
    correct_past: bool = False,
) -> Plan:
    """What planning would change, without changing it."""
    wanted: Sequence[PlannedVisit] = ()
    if participant.status in TAKING_PART:
        facts = Facts(
            anchors=participant.anchors,
            flags=frozenset(participant.flags),
            consented=participant.consent is ConsentStanding.IN_FORCE,
        )
        wanted = desired(study, facts)
    today = local_today(now, participant.site.time_zone)
    return changes(
        [_existing(visit) for visit in visits],
        wanted,
        today=today,
        add_past=add_past,
        correct_past=correct_past,
    )


def _existing(visit: Visit) -> ExistingVisit:
    return ExistingVisit(
        id=visit.id,
        visit_key=visit.visit_key,
        occurrence=visit.occurrence,
        status=visit.status,
        target=visit.target,
        window_start=visit.window_start,
        window_end=visit.window_end,
        activities=tuple(visit.activities),
        minutes=visit.minutes,
    )


def _apply(
    session: Session,
    participant: Participant,
    plan: Plan,
    visits: dict[Any, Visit],
    now: datetime,
) -> None:
    if plan.add:
        rows = [_row(participant, planned, now) for planned in plan.add]
        session.flush()
        session.execute(sa.insert(Visit), rows, execution_options=RECORDED)
        record(
            session,
            "planned",
            kind="visit",
            object_id=participant.id,
            scope=participant.audit_scope(),
            after={"visits": [_summary(row) for row in rows]},
        )
    for existing, planned in plan.move:
        _set_dates(visits[existing.id], planned, participant.study.version, now)
    for existing, planned in plan.restore:
        visit = visits[existing.id]
        visit.move_to(VisitStatus.PLANNED, by=PLANNER, at=now)
        _set_dates(visit, planned, participant.study.version, now)
    for existing in plan.remove:
        visits[existing.id].move_to(VisitStatus.REMOVED, by=PLANNER, at=now)
    session.flush()


def _row(participant: Participant, planned: PlannedVisit, now: datetime) -> dict[str, Any]:
    return {
        "id": visit_id(participant.id, planned.visit_key, planned.occurrence),
        "participant_id": participant.id,
        "site_id": participant.site_id,
        "study_version": participant.study.version,
        "visit_key": planned.visit_key,
        "occurrence": planned.occurrence,
        "number": planned.number,
        "phase": planned.phase,
        "target": planned.target,
        "window_start": planned.window.start,
        "window_end": planned.window.end,
        "activities": list(planned.activities),
        "activities_done": [],
        "minutes": planned.minutes,
        "status": VisitStatus.PLANNED,
        "time_zone": participant.site.time_zone,
        "changed_at": now,
        "version": 1,
    }


def _summary(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("id", "visit_key", "occurrence", "window_start", "target", "window_end")
    return {key: plain(row[key]) for key in keys}


def _set_dates(visit: Visit, planned: PlannedVisit, study_version: int, now: datetime) -> None:
    visit.target = planned.target
    visit.window_start = planned.window.start
    visit.window_end = planned.window.end
    visit.activities = list(planned.activities)
    visit.minutes = planned.minutes
    visit.phase = planned.phase
    visit.number = planned.number
    visit.study_version = study_version
    visit.sequence += 1
    visit.changed_at = now


def cancel_ahead(
    session: Session, participant: Participant, *, by: str, reason: str, now: datetime
) -> None:
    """Cancel booked visits that are still to come, and close open requests for another time."""
    for visit in visits_of(session, participant):
        if visit.status is VisitStatus.BOOKED and visit.starts_at and visit.starts_at > now:
            visit.move_to(VisitStatus.CANCELLED, by=by, at=now, reason=reason)
            visit.reason = reason
    for wish in session.scalars(
        sa.select(TimeRequest).where(
            TimeRequest.participant_id == participant.id,
            TimeRequest.status == TimeRequestStatus.OPEN,
        )
    ):
        wish.move_to(TimeRequestStatus.DECLINED)
        wish.answered_at, wish.answered_by = now, by


def participants_of_study(session: Session, study_id: Any) -> list[Participant]:
    return list(
        session.scalars(
            sa.select(Participant)
            .where(Participant.study_id == study_id, Participant.status.in_(TAKING_PART))
            .options(joinedload(Participant.site), joinedload(Participant.study))
            .order_by(Participant.code)
        )
    )


def open_visits(visits: Sequence[Visit]) -> list[Visit]:
    return [visit for visit in visits if visit.status in OPEN]
