"""The desk's list of visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.participants.models import Participant
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.overdue import OUTCOME_AFTER, overdue
from portal.schedule.planning import local_today
from portal.study.models import Site

TO_BOOK_DAYS = 60
"""So long before its window opens a visit is listed as to be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilters:
    """`state`: to_book, booked, outcome_missing, late or all. `first` and `last` are days of the
    site's calendar, both included."""

    state: str = "all"
    site_id: UUID | None = None
    first: date | None = None
    last: date | None = None


_WITH_ALL = (
    joinedload(Visit.participant).options(
        joinedload(Participant.study), joinedload(Participant.site)
    ),
    joinedload(Visit.site),
    selectinload(Visit.steps),
    selectinload(Visit.time_requests),
)


@dataclass(frozen=True, slots=True)
class SiteDay:
    """Today at a site."""

    today: date
    zone: ZoneInfo


def site_days(session: Session, sites: Collection[UUID], now: datetime) -> Mapping[UUID, SiteDay]:
    rows = session.execute(sa.select(Site.id, Site.time_zone).where(Site.id.in_(sites)))
    return {site_id: SiteDay(local_today(now, zone), ZoneInfo(zone)) for site_id, zone in rows}


def visits(
    session: Session,
    filters: VisitFilters,
    *,
    sites: Collection[UUID],
    now: datetime,
    limit: int,
    offset: int,
) -> tuple[list[Visit], int]:
    """Visits at these sites, the earliest first, and how many there are."""
    wanted = [site for site in sites if filters.site_id in {None, site}]
    days = site_days(session, wanted, now)
    where = [Visit.site_id.in_(wanted), Visit.status != VisitStatus.REMOVED]
    where += _state(filters.state, days, now)
    where += _between(filters, days)
    total = session.scalar(sa.select(sa.func.count()).select_from(Visit).where(*where)) or 0
    rows = session.scalars(
        sa.select(Visit)
        .where(*where)
        .options(*_WITH_ALL)
        .order_by(*_order(filters.state))
        .limit(limit)
        .offset(offset)
    )
    return list(rows), total


def _order(state: str) -> list[Any]:
    by_time = state in {"booked", "outcome_missing"}
    return [Visit.starts_at if by_time else Visit.window_end, Visit.id]


def _state(state: str, days: Mapping[UUID, SiteDay], now: datetime) -> list[sa.ColumnElement[bool]]:
    today = {site_id: day.today for site_id, day in days.items()}
    if state == "to_book":
        opens = [
            sa.and_(
                Visit.site_id == site_id,
                Visit.window_end >= day,
                Visit.window_start <= day + timedelta(days=TO_BOOK_DAYS),
            )
            for site_id, day in today.items()
        ]
        return [Visit.status == VisitStatus.PLANNED, sa.or_(sa.false(), *opens)]
    if state == "booked":
        return [Visit.status == VisitStatus.BOOKED, Visit.starts_at >= now]
    if state == "outcome_missing":
        return [Visit.status == VisitStatus.BOOKED, Visit.starts_at < now - OUTCOME_AFTER]
    if state == "late":
        return [overdue(today, now, closing=False)]
    return []


def _between(filters: VisitFilters, days: Mapping[UUID, SiteDay]) -> list[sa.ColumnElement[bool]]:
    """Booked visits by their time, the others by their window touching the span."""
    where: list[sa.ColumnElement[bool]] = []
    if filters.first is not None:
        where.append(
            sa.or_(
                sa.and_(Visit.starts_at.is_(None), Visit.window_end >= filters.first),
                *(
                    sa.and_(Visit.site_id == site_id, Visit.starts_at >= _begin(filters.first, day))
                    for site_id, day in days.items()
                ),
            )
        )
    if filters.last is not None:
        after = filters.last + timedelta(days=1)
        where.append(
            sa.or_(
                sa.and_(Visit.starts_at.is_(None), Visit.window_start <= filters.last),
                *(
                    sa.and_(Visit.site_id == site_id, Visit.starts_at < _begin(after, day))
                    for site_id, day in days.items()
                ),
            )
        )
    return where


def _begin(day: date, at: SiteDay) -> datetime:
    return datetime.combine(day, time(), at.zone)


def visits_of(session: Session, participant_id: UUID) -> list[Visit]:
    """All visits of one participant with their history, in the order of the schedule."""
    return list(
        session.scalars(
            sa.select(Visit)
            .where(Visit.participant_id == participant_id, Visit.status != VisitStatus.REMOVED)
            .options(*_WITH_ALL)
            .order_by(Visit.target, Visit.visit_key, Visit.occurrence)
            .execution_options(populate_existing=True)
        )
    )
