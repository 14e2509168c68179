"""What the team does with a visit: book it, answer a wish, record how it went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.audit.recorder import because
from portal.errors import NotFound, RuleBroken, StaleEdit
from portal.participants.models import TAKING_PART, Participant
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.planning import local_today
from portal.schedule.windows import to_instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A time in the calendar of the site. `minutes` None keeps what the study file says."""

    day: date
    clock: time
    minutes: int | None = None
    place_note: str = ""
    reason: str = ""


def get(session: Session, visit_id: UUID, *, sites: Collection[UUID]) -> Visit:
    """The visit with its participant, site and history. Raises NotFound outside `sites`."""
    found = session.scalar(
        sa.select(Visit)
        .where(
            Visit.id == visit_id,
            Visit.site_id.in_(sites),
            Visit.status != VisitStatus.REMOVED,
        )
        .options(
            joinedload(Visit.participant).joinedload(Participant.study),
            joinedload(Visit.site),
            selectinload(Visit.steps),
            selectinload(Visit.time_requests),
        )
    )
    if found is None:
        raise NotFound("visit")
    return found


def check_version(visit: Visit, version: int) -> None:
    """Raises StaleEdit when somebody changed the visit since `version` was read."""
    if visit.version != version:
        raise StaleEdit("visit", current=visit.version)


def book(
    session: Session, visit: Visit, booking: Booking, *, version: int, by: str, now: datetime
) -> None:
    """Give the visit a time, or another one. Outside its window a reason is needed.

    Raises GapInClock for a time that the clocks skip, RuleBroken for the past and for visits that
    wait until the new consent is signed.
    """
    check_version(visit, version)
    if visit.participant.status not in TAKING_PART:
        raise RuleBroken("not_taking_part", status=visit.participant.status)
    waits = visit.participant.visits_wait_after
    if waits is not None and local_today(now, visit.site.time_zone) > waits:
        raise RuleBroken("consent_visits_wait", field="date", day=waits)
    starts_at = to_instant(booking.day, booking.clock, visit.site.time_zone)
    if starts_at <= now:
        raise RuleBroken("in_past", field="date")
    outside = not visit.window_start <= booking.day <= visit.window_end
    if outside and not booking.reason:
        raise RuleBroken(
            "outside_window",
            field="reason",
            start=visit.window_start,
            end=visit.window_end,
        )
    because(session, booking.reason)
    visit.move_to(VisitStatus.BOOKED, by=by, at=now, reason=booking.reason)
    visit.starts_at = starts_at
    visit.time_zone = visit.site.time_zone
    visit.minutes = booking.minutes or visit.minutes
    visit.place_note = booking.place_note
    visit.outside_window = outside
    visit.reason = booking.reason
    visit.confirmed_at = None
    _close_wishes(visit, TimeRequestStatus.ANSWERED, by=by, now=now)


def _clear_booking(visit: Visit) -> None:
    visit.starts_at = None
    visit.confirmed_at = None
    visit.outside_window = False
    visit.place_note = ""


OUTCOMES = frozenset(
    {VisitStatus.DONE, VisitStatus.PARTLY_DONE, VisitStatus.MISSED, VisitStatus.CANCELLED}
)


def record_outcome(
    session: Session,
    visit: Visit,
    outcome: VisitStatus,
    *,
    activities_done: Sequence[str],
    version: int,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    """Say how the visit went, or (`planned`) take a booking or an outcome back.

    Everything but `done` needs a reason; `partly_done` needs some, not all, of the activities.
    A visit cannot have happened before its time, or before its window opens.
    """
    check_version(visit, version)
    if outcome not in OUTCOMES | {VisitStatus.PLANNED}:
        raise RuleBroken("not_an_outcome", field="status", status=outcome)
    if outcome is VisitStatus.PLANNED and visit.status is VisitStatus.PLANNED:
        raise RuleBroken("nothing_to_reopen", field="status")
    if outcome is not VisitStatus.DONE and not reason:
        raise RuleBroken("reason_needed", field="reason")
    if outcome in {VisitStatus.DONE, VisitStatus.PARTLY_DONE, VisitStatus.MISSED}:
        _not_before_its_time(visit, now)
    done = _activities_done(visit, outcome, activities_done)
    because(session, reason)
    visit.move_to(outcome, by=by, at=now, reason=reason)
    visit.activities_done = done
    visit.reason = reason
    if outcome is VisitStatus.PLANNED:
        _clear_booking(visit)
    if outcome is not VisitStatus.PLANNED:
        _close_wishes(visit, TimeRequestStatus.DECLINED, by=by, now=now)


def _close_wishes(visit: Visit, status: TimeRequestStatus, *, by: str, now: datetime) -> None:
    for wish in visit.time_requests:
        if wish.status is TimeRequestStatus.OPEN:
            _answer(wish, status, by=by, note="", now=now)


def _not_before_its_time(visit: Visit, now: datetime) -> None:
    if visit.starts_at is not None:
        if visit.starts_at > now:
            day = local_today(visit.starts_at, visit.time_zone)
            raise RuleBroken("not_yet", field="status", day=day)
        return
    if visit.window_start > local_today(now, visit.site.time_zone):
        raise RuleBroken("not_yet", field="status", day=visit.window_start)


def _activities_done(
    visit: Visit, outcome: VisitStatus, activities_done: Sequence[str]
) -> list[str]:
    if outcome is VisitStatus.DONE:
        return list(visit.activities)
    if outcome is not VisitStatus.PARTLY_DONE:
        return []
    chosen = set(activities_done)
    unknown = sorted(chosen - set(visit.activities))
    if unknown:
        raise RuleBroken("unknown_activity", field="activities_done", activity=unknown[0])
    if not chosen or chosen == set(visit.activities):
        raise RuleBroken("some_activities", field="activities_done")
    return [key for key in visit.activities if key in chosen]


def requests(
    session: Session,
    *,
    sites: Collection[UUID],
    status: TimeRequestStatus | None,
    limit: int,
    offset: int,
) -> tuple[list[TimeRequest], int]:
    """Requests for another time at these sites, the longest waiting first; and how many."""
    where: list[sa.ColumnElement[bool]] = [TimeRequest.site_id.in_(sites)]
    if status is not None:
        where.append(TimeRequest.status == status)
    total = session.scalar(sa.select(sa.func.count()).select_from(TimeRequest).where(*where))
    oldest_first = status is TimeRequestStatus.OPEN
    order = TimeRequest.made_at if oldest_first else TimeRequest.made_at.desc()
    rows = session.scalars(
        sa.select(TimeRequest)
        .where(*where)
        .options(
            joinedload(TimeRequest.visit).options(
                joinedload(Visit.participant).joinedload(Participant.study),
                joinedload(Visit.site),
                selectinload(Visit.steps),
                selectinload(Visit.time_requests),
            )
        )
        .order_by(order, TimeRequest.id)
        .limit(limit)
        .offset(offset)
    )
    return list(rows), total or 0


def get_request(session: Session, request_id: UUID, *, sites: Collection[UUID]) -> TimeRequest:
    found = session.scalar(
        sa.select(TimeRequest).where(TimeRequest.id == request_id, TimeRequest.site_id.in_(sites))
    )
    if found is None:
        raise NotFound("time_request")
    return found


def answer(
    session: Session,
    wish: TimeRequest,
    visit: Visit,
    booking: Booking | None,
    *,
    version: int,
    note: str,
    by: str,
    now: datetime,
) -> None:
    """Answer a wish with a new time, or with `booking` None and a note that says why not."""
    check_version(visit, version)
    if wish.status is not TimeRequestStatus.OPEN:
        raise RuleBroken("already_answered", by=wish.answered_by or "")
    if booking is None:
        if not note:
            raise RuleBroken("reason_needed", field="note")
        because(session, note)
        _answer(wish, TimeRequestStatus.DECLINED, by=by, note=note, now=now)
        return
    _answer(wish, TimeRequestStatus.ANSWERED, by=by, note=note, now=now)
    book(session, visit, booking, version=version, by=by, now=now)


def _answer(
    wish: TimeRequest, status: TimeRequestStatus, *, by: str, note: str, now: datetime
) -> None:
    wish.move_to(status)
    wish.answer_note = note
    wish.answered_at = now
    wish.answered_by = by


def ends_at(visit: Visit) -> datetime | None:
    return visit.starts_at + timedelta(minutes=visit.minutes) if visit.starts_at else None
