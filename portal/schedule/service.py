"""What a participant sees of her schedule, and what she answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.errors import Conflict, NotFound, RuleBroken
from portal.participants.models import TAKING_PART, Participant, ParticipantStatus
from portal.schedule.models import OPEN, TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.planning import local_today
from portal.schedule.windows import Progress, phase_range, progress
from portal.study import definition

MAX_OPEN_DAYS_AHEAD = 400


# Statements of the pages that are opened most, put together once.
_PARTICIPATION = (
    sa.select(Participant)
    .where(Participant.id == sa.bindparam("participant_id"))
    .options(joinedload(Participant.site), joinedload(Participant.study))
)
OVERDUE_SHOWN = timedelta(days=30)
"""So long after its window a visit without a time is still shown to its participant as overdue."""

_OPEN_VISITS = (
    sa.select(Visit)
    .where(
        Visit.participant_id == sa.bindparam("participant_id"),
        Visit.status.in_(OPEN),
        sa.or_(
            Visit.window_end >= sa.bindparam("since"), Visit.starts_at >= sa.bindparam("yesterday")
        ),
    )
    .order_by(Visit.target)
    .limit(8)
    .options(joinedload(Visit.time_requests))
)


def participation(session: Session, participant_id: UUID) -> Participant:
    """The person's own participation, with site and study."""
    found = session.scalar(_PARTICIPATION, {"participant_id": participant_id})
    if found is None:
        raise NotFound("participant")
    return found


def own_visits(session: Session, participant_id: UUID) -> list[Visit]:
    """All visits of a participant in time order, with their open and answered wishes."""
    visits = session.scalars(
        sa.select(Visit)
        .where(Visit.participant_id == participant_id, Visit.status != VisitStatus.REMOVED)
        .options(selectinload(Visit.time_requests))
    )
    return sorted(visits, key=lambda visit: (local_day(visit), visit.target, visit.visit_key))


def own_visit(session: Session, participant_id: UUID, visit_id: UUID) -> Visit:
    """One visit of this participant. Raises NotFound for anyone else's."""
    found = session.scalar(
        sa.select(Visit)
        .where(
            Visit.id == visit_id,
            Visit.participant_id == participant_id,
            Visit.status != VisitStatus.REMOVED,
        )
        .options(selectinload(Visit.time_requests))
    )
    if found is None:
        raise NotFound("visit")
    return found


def local_day(visit: Visit) -> date:
    """The day that places the visit on the line: the booked day, or the target."""
    if visit.starts_at is not None:
        return local_today(visit.starts_at, visit.time_zone)
    return visit.target


def is_late(visit: Visit, *, now: datetime, today: date) -> bool:
    """Open although its time, or its window, is over."""
    if visit.status is VisitStatus.BOOKED and visit.starts_at is not None:
        return visit.starts_at + timedelta(minutes=visit.minutes) < now
    return visit.status is VisitStatus.PLANNED and visit.window_end < today


def open_visits(
    session: Session, participant_id: UUID, *, now: datetime, today: date
) -> list[Visit]:
    """The next open visits and those just overdue, eight at most, with their wishes.

    One statement.
    """
    facts = {
        "participant_id": participant_id,
        "since": today - OVERDUE_SHOWN,
        "yesterday": now - timedelta(days=1),
    }
    return list(session.scalars(_OPEN_VISITS, facts).unique())


def overdue(visits: Sequence[Visit], *, now: datetime, today: date) -> list[Visit]:
    """Visits that got no time before their window closed."""
    return [
        visit
        for visit in visits
        if visit.status is VisitStatus.PLANNED and is_late(visit, now=now, today=today)
    ]


def ahead(visits: Sequence[Visit], *, now: datetime, today: date) -> list[Visit]:
    """Open visits that are not over, the next first.

    A visit whose window is open or that is being booked counts from today on.
    """
    coming = [
        visit
        for visit in visits
        if visit.status in OPEN and not is_late(visit, now=now, today=today)
    ]
    return sorted(coming, key=lambda visit: (max(local_day(visit), today), visit.target))


@dataclass(frozen=True, slots=True)
class PhaseAt:
    phase: definition.Phase
    progress: Progress


def phase_at(study: definition.Study, participant: Participant, today: date) -> PhaseAt | None:
    """The phase the participant is in today: the last one that has begun and not ended."""
    if participant.status not in {ParticipantStatus.SCREENING, ParticipantStatus.ENROLLED}:
        return None
    found = None
    for phase in study.phases:
        anchor = participant.anchors.get(phase.anchor)
        if anchor is None:
            continue
        first, last = phase_range(anchor, phase.starts, phase.ends)
        if first <= today <= last:
            found = PhaseAt(phase, progress(anchor, phase.starts, phase.ends, today))
    return found


def confirm(visit: Visit, *, now: datetime) -> None:
    """ "I'll be there". Saying it twice is saying it once."""
    _still_ahead(visit, now)
    if visit.status is not VisitStatus.BOOKED:
        raise RuleBroken("not_booked", field="status")
    if visit.confirmed_at is None:
        visit.confirmed_at = now


def take_back_confirmation(visit: Visit, *, now: datetime) -> None:
    _still_ahead(visit, now)
    visit.confirmed_at = None


def _still_ahead(visit: Visit, now: datetime) -> None:
    if visit.status not in OPEN:
        raise RuleBroken("visit_over", status=visit.status)
    if visit.starts_at is not None and visit.starts_at <= now:
        raise RuleBroken("visit_over", status=visit.status)


def ask_for_another_time(
    session: Session,
    visit: Visit,
    participant: Participant,
    *,
    request_id: UUID,
    proposals: list[dict[str, Any]],
    note: str,
    now: datetime,
) -> tuple[TimeRequest, bool]:
    """A wish for another time; True when it is new. The same id and body twice is one wish.

    `proposals`: one to three of {"date", "part"}, each a different day part from today on.
    """
    existing = session.get(TimeRequest, request_id)
    if existing is not None:
        same = (existing.visit_id, existing.proposals, existing.note) == (
            visit.id,
            proposals,
            note,
        )
        if not same:
            raise Conflict("id_in_use", field="id")
        return existing, False
    if participant.status not in TAKING_PART:
        raise RuleBroken("not_taking_part", status=participant.status)
    _still_ahead(visit, now)
    _check_proposals(proposals, today=local_today(now, participant.site.time_zone))
    if any(wish.status is TimeRequestStatus.OPEN for wish in visit.time_requests):
        raise Conflict("request_open")
    wish = TimeRequest(
        id=request_id,
        visit_id=visit.id,
        participant_id=participant.id,
        site_id=participant.site_id,
        proposals=proposals,
        note=note,
        status=TimeRequestStatus.OPEN,
        made_at=now,
        answer_note="",
        answered_by="",
    )
    visit.confirmed_at = None
    session.add(wish)
    return wish, True


def _check_proposals(proposals: list[dict[str, Any]], *, today: date) -> None:
    seen = set()
    for index, proposal in enumerate(proposals):
        day = date.fromisoformat(proposal["date"])
        if day < today:
            raise RuleBroken("proposal_in_past", field=f"proposals.{index}.date", day=day)
        if day > today + timedelta(days=MAX_OPEN_DAYS_AHEAD):
            raise RuleBroken("proposal_too_far", field=f"proposals.{index}.date", day=day)
        pair = (day, proposal["part"])
        if pair in seen:
            raise RuleBroken("proposal_twice", field=f"proposals.{index}.date", day=day)
        seen.add(pair)


def withdraw_request(
    session: Session, participant_id: UUID, visit_id: UUID, request_id: UUID
) -> None:
    """Take an open wish back; twice is once. Raises NotFound for anyone else's."""
    wish = session.scalar(
        sa.select(TimeRequest).where(
            TimeRequest.id == request_id,
            TimeRequest.visit_id == visit_id,
            TimeRequest.participant_id == participant_id,
        )
    )
    if wish is None:
        raise NotFound("time_request")
    if wish.status is not TimeRequestStatus.WITHDRAWN:
        wish.move_to(TimeRequestStatus.WITHDRAWN)
