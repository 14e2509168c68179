"""What the timeline tells of visits: their times and outcomes, answers and wishes.

That a visit was planned, or left the schedule, is not told: the schedule itself shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.audit.models import AuditEntry
from portal.participants.models import Participant
from portal.schedule.models import (
    TimeRequest,
    TimeRequestStatus,
    Visit,
    VisitStatus,
    VisitStep,
)
from portal.timeline import history
from portal.timeline.happening import About, Happening, Place, Source, Window, doer

STEP = "visit_step"


class What(StrEnum):
    """REBOOKED: something of the booking changed, not its time. UNBOOKED: it has no time any more.
    REOPENED: an outcome was taken back."""

    BOOKED = "visit.booked"
    MOVED = "visit.moved"
    REBOOKED = "visit.rebooked"
    UNBOOKED = "visit.unbooked"
    REOPENED = "visit.reopened"
    DONE = "visit.done"
    PARTLY_DONE = "visit.partly_done"
    MISSED = "visit.missed"
    CANCELLED = "visit.cancelled"
    CONFIRMED = "visit.confirmed"
    UNCONFIRMED = "visit.unconfirmed"
    TIME_ASKED = "visit.time_asked"
    TIME_GIVEN = "visit.time_given"
    TIME_REFUSED = "visit.time_refused"
    TIME_WITHDRAWN = "visit.time_withdrawn"


_V = VisitStatus
_BY_STATUS: Mapping[VisitStatus, What] = {
    _V.BOOKED: What.BOOKED,
    _V.PLANNED: What.REOPENED,
    _V.DONE: What.DONE,
    _V.PARTLY_DONE: What.PARTLY_DONE,
    _V.MISSED: What.MISSED,
    _V.CANCELLED: What.CANCELLED,
}


def _newest(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    parts = (_steps, _confirmations, _asked, _answered, _withdrawn)
    return [happening for part in parts for happening in part(session, window)]


def _steps(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(VisitStep)
        .join(Visit, Visit.id == VisitStep.visit_id)
        .where(
            Visit.participant_id == window.participant_id,
            VisitStep.new != VisitStatus.REMOVED,
            VisitStep.old != VisitStatus.REMOVED,
        )
    )
    rows = window.rows(session, statement, origin=STEP, at=VisitStep.at, row=VisitStep.id)
    steps = [step for (step,) in rows]
    times = _times(session, window.participant_id, steps)
    return [_step(step, times.get((step.visit_id, step.at), {})) for step in steps]


def _step(step: VisitStep, times: dict[str, Any]) -> Happening:
    return Happening(
        place=Place(step.at, STEP, step.id),
        what=_step_is(step, moved=bool(times)),
        by=doer(step.by),
        about=About.VISIT,
        object_id=step.visit_id,
        facts={"note": step.reason, **times},
    )


def _step_is(step: VisitStep, *, moved: bool) -> What:
    if step.old is VisitStatus.BOOKED and step.new is VisitStatus.BOOKED:
        return What.MOVED if moved else What.REBOOKED
    if step.old is VisitStatus.BOOKED and step.new is VisitStatus.PLANNED:
        return What.UNBOOKED
    return _BY_STATUS[step.new]


def _times(
    session: Session, participant_id: UUID, steps: Sequence[VisitStep]
) -> Mapping[tuple[UUID, datetime], dict[str, Any]]:
    """The time that a visit had before a step and has after it, from the history of that instant."""
    rows = session.execute(
        sa.select(AuditEntry.object_id, AuditEntry.at, AuditEntry.before, AuditEntry.after)
        .where(
            AuditEntry.participant_id == participant_id,
            AuditEntry.kind == "visit",
            AuditEntry.at.in_({step.at for step in steps}),
            history.touched("starts_at"),
        )
        .order_by(AuditEntry.id)
    )
    found: dict[tuple[UUID, datetime], dict[str, Any]] = {}
    for visit_id, at, before, after in rows:
        was = found.get((visit_id, at), {}).get("from", (before or {}).get("starts_at"))
        found[visit_id, at] = {"from": was, "to": (after or {}).get("starts_at")}
    return found


def _confirmations(session: Session, window: Window) -> list[Happening]:
    """Her "I'll be there", given and taken back.

    A new time, and a wish for one, end it too: they are told by themselves.
    """
    wish = sa.exists().where(
        TimeRequest.visit_id == AuditEntry.object_id, TimeRequest.made_at == AuditEntry.at
    )
    taken_back = sa.and_(~history.is_set(AuditEntry.after, "changed_at"), ~wish)
    found = history.changes(
        session,
        window,
        "visit",
        AuditEntry.action == "changed",
        sa.or_(
            history.is_set(AuditEntry.after, "confirmed_at"),
            sa.and_(history.is_set(AuditEntry.before, "confirmed_at"), taken_back),
        ),
    )
    return [
        Happening(
            place=change.place,
            what=What.CONFIRMED if change.after("confirmed_at") else What.UNCONFIRMED,
            by=change.by,
            about=About.VISIT,
            object_id=change.entry.object_id,
        )
        for change in found
    ]


def _asked(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(TimeRequest, Participant.name)
        .join(Participant, Participant.id == TimeRequest.participant_id)
        .where(TimeRequest.participant_id == window.participant_id)
    )
    origin = "time_request"
    at, row = TimeRequest.made_at, TimeRequest.id
    rows = window.rows(session, statement, origin=origin, at=at, row=row)
    return [
        Happening(
            place=Place(wish.made_at, origin, wish.id),
            what=What.TIME_ASKED,
            by=name,
            about=About.VISIT,
            object_id=wish.visit_id,
            facts={"proposals": wish.proposals, "note": wish.note},
        )
        for wish, name in rows
    ]


def _answered(session: Session, window: Window) -> list[Happening]:
    statement = sa.select(TimeRequest).where(
        TimeRequest.participant_id == window.participant_id, TimeRequest.answered_at.is_not(None)
    )
    origin = "time_request.answered"
    at, row = TimeRequest.answered_at, TimeRequest.id
    rows = window.rows(session, statement, origin=origin, at=at, row=row)
    return [
        Happening(
            place=Place(wish.answered_at, origin, wish.id),
            what=_answer(wish),
            by=doer(wish.answered_by),
            about=About.VISIT,
            object_id=wish.visit_id,
            facts={"note": wish.answer_note},
        )
        for (wish,) in rows
    ]


def _answer(wish: TimeRequest) -> What:
    given = wish.status is TimeRequestStatus.ANSWERED
    return What.TIME_GIVEN if given else What.TIME_REFUSED


def _withdrawn(session: Session, window: Window) -> list[Happening]:
    """Wishes taken back: the history has when, and the wish the visit that it was about."""
    status = AuditEntry.after["status"].as_string()
    withdrawn = status == TimeRequestStatus.WITHDRAWN.value
    found = history.changes(
        session, window, "time_request", AuditEntry.action == "changed", withdrawn
    )
    ids = [change.entry.object_id for change in found]
    wishes = sa.select(TimeRequest.id, TimeRequest.visit_id).where(TimeRequest.id.in_(ids))
    visits: dict[UUID, UUID] = dict(session.execute(wishes).all())
    return [
        Happening(
            place=change.place,
            what=What.TIME_WITHDRAWN,
            by=change.by,
            about=About.VISIT,
            object_id=visits[change.entry.object_id],
        )
        for change in found
    ]


VISITS = Source("visits", May.PARTICIPANTS_READ, What, _newest)
