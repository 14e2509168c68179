"""Notices of whole sites: what goes out in the next days, what failed, and whom nothing reaches.

Every query starts from `sites`, those that the caller may read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.participants.models import Participant
from portal.reminders.models import Notice, NoticeStatus
from portal.reminders.plan import at_clock, local_day
from portal.reminders.unreached import nothing_reaches
from portal.study.models import Site
from portal.study.reminders.definition import About

MOST = 200
LATELY = timedelta(days=30)
"""So long a notice that failed is worth the team's eye, unless somebody took care of it before."""


class Show(StrEnum):
    """Which notices are listed. PLANNED: of the next days. SENT: today. UNCONFIRMED: a push service
    took them, and no device has said yet that it showed them."""

    PLANNED = "planned"
    SENT = "sent"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`days`: how many from today on, the day of each site."""

    days: int
    show: Show


class OnDay(NamedTuple):
    """A day of the calendar at the site, and a kind."""

    day: date
    about: About


@dataclass(frozen=True, slots=True)
class Numbers:
    """`failed`: lately, of people who are reached otherwise, and nobody took care of it.
    `unreached`: people."""

    planned: int
    sent: int
    unconfirmed: int
    failed: int
    unreached: int


def rows(
    session: Session, wanted: Wanted, sites: Collection[Site], *, now: datetime
) -> Sequence[Notice]:
    """The first of the notices that are wanted, by when they go or went out. One statement."""
    at = Notice.due_at if wanted.show is Show.PLANNED else Notice.sent_at.desc()
    where = _which(wanted.show, wanted.days, sites, now)
    return session.scalars(_with_whom().where(where).order_by(at, Notice.id).limit(MOST)).all()


def failed(session: Session, sites: Collection[Site], *, now: datetime) -> Sequence[Notice]:
    """What failed lately and waits for somebody, the latest first, of people who are reached
    otherwise. One statement."""
    where = (_failed(sites, now), ~nothing_reaches())
    return session.scalars(
        _with_whom().where(*where).order_by(Notice.due_at.desc(), Notice.id).limit(MOST)
    ).all()


def unreached(session: Session, sites: Collection[Site]) -> Sequence[Notice]:
    """Whom nothing reaches, each by the notice that shows it, the longest first. One statement."""
    return session.scalars(
        _with_whom()
        .where(Notice.site_id.in_(_ids(sites)), nothing_reaches())
        .order_by(Notice.due_at, Notice.id)
        .limit(MOST)
    ).all()


def by_day(
    session: Session, days: int, sites: Collection[Site], *, now: datetime
) -> Counter[OnDay]:
    """How many of each kind go out on each day. One statement: counted by the instant, as most of a
    day share one, and by day of the site here."""
    zones = {site.id: site.time_zone for site in sites}
    found = session.execute(
        sa.select(Notice.site_id, Notice.about, Notice.due_at, sa.func.count())
        .where(_which(Show.PLANNED, days, sites, now))
        .group_by(Notice.site_id, Notice.about, Notice.due_at)
    )
    counts: Counter[OnDay] = Counter()
    for site_id, about, due_at, n in found:
        counts[OnDay(local_day(max(due_at, now), zones[site_id]), about)] += n
    return counts


def numbers(session: Session, days: int, sites: Collection[Site], *, now: datetime) -> Numbers:
    """One statement."""
    wheres = (
        *(_which(show, days, sites, now) for show in Show),
        sa.and_(_failed(sites, now), ~nothing_reaches()),
        sa.and_(Notice.site_id.in_(_ids(sites)), nothing_reaches()),
    )
    counted = [
        sa.select(sa.func.count()).select_from(Notice).where(where).scalar_subquery()
        for where in wheres
    ]
    return Numbers(*session.execute(sa.select(*counted)).one())


def _with_whom() -> sa.Select[Notice]:
    return sa.select(Notice).options(
        joinedload(Notice.account), joinedload(Notice.participant).joinedload(Participant.site)
    )


def _ids(sites: Collection[Site]) -> list[UUID]:
    return [site.id for site in sites]


def _which(show: Show, days: int, sites: Collection[Site], now: datetime) -> sa.ColumnElement[bool]:
    if show is Show.PLANNED:
        until = [
            sa.and_(Notice.site_id == site.id, Notice.due_at < _midnight(site, now, days))
            for site in sites
        ]
        return sa.and_(Notice.status == NoticeStatus.PLANNED, sa.or_(sa.false(), *until))
    if show is Show.SENT:
        today = [
            sa.and_(Notice.site_id == site.id, Notice.sent_at >= _midnight(site, now))
            for site in sites
        ]
        return sa.or_(sa.false(), *today)
    return sa.and_(
        Notice.site_id.in_(_ids(sites)),
        Notice.status == NoticeStatus.SENT,
        Notice.confirm_by.is_not(None),
    )


def _midnight(site: Site, now: datetime, days: int = 0) -> datetime:
    """When that day begins at the site, counted from today."""
    today = local_day(now, site.time_zone)
    return at_clock(today + timedelta(days=days), time(), site.time_zone)


def _failed(sites: Collection[Site], now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        Notice.site_id.in_(_ids(sites)),
        Notice.status == NoticeStatus.FAILED,
        Notice.handled_at.is_(None),
        Notice.due_at > now - LATELY,
    )


def sites_among(session: Session, ids: Collection[UUID], only: UUID | None) -> Sequence[Site]:
    """The sites with these ids, of them `only` that one where it is given."""
    chosen = {only} & set(ids) if only else ids
    return session.scalars(sa.select(Site).where(Site.id.in_(chosen)).order_by(Site.name)).all()
