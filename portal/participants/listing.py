"""The desk's list of participants: who they are, what comes next, what is late."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.types import JSON

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.db import UtcDateTime
from portal.participants.models import Participant, ParticipantStatus
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStatus
from portal.schedule.overdue import Late, LateKind, late_of, overdue
from portal.schedule.planning import local_today
from portal.study.models import Site


@dataclass(frozen=True, slots=True)
class Row:
    participant: Participant
    next_visit: Visit | None
    late: tuple[Late, ...]
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """`status` and `text` narrow the list; `late` keeps those with something late, `not_joined` those
    who cannot sign in yet."""

    site_id: UUID | None = None
    status: ParticipantStatus | None = None
    late: bool = False
    not_joined: bool = False
    text: str = ""
    sort: str = "code"


_HERSELF = sa.and_(Membership.role == Role.PARTICIPANT, Membership.ended_at.is_(None))


def has_joined() -> sa.ColumnElement[bool]:
    """Whether the participant of the statement has an account of her own."""
    return sa.exists().where(Membership.participant_id == Participant.id, _HERSELF)


def site_days(session: Session, sites: Collection[UUID], now: datetime) -> Mapping[UUID, date]:
    """Today's date at each of these sites."""
    rows = session.execute(sa.select(Site.id, Site.time_zone).where(Site.id.in_(sites)))
    return {site_id: local_today(now, zone) for site_id, zone in rows}


def page(
    session: Session,
    filters: Filters,
    *,
    days: Mapping[UUID, date],
    now: datetime,
    limit: int,
    offset: int,
) -> tuple[list[Row], int]:
    """One page of the list and the number of all rows. `days` is the scope, see site_days."""
    where = _where(filters, days, now)
    total = session.scalar(sa.select(sa.func.count()).select_from(Participant).where(*where)) or 0
    participants = list(
        session.scalars(
            sa.select(Participant)
            .where(*where)
            .options(joinedload(Participant.site), joinedload(Participant.study))
            .order_by(*_order(filters.sort, days, now))
            .limit(limit)
            .offset(offset)
        )
    )
    return rows_for(session, participants, days=days, now=now), total


def rows_for(
    session: Session,
    participants: Sequence[Participant],
    *,
    days: Mapping[UUID, date],
    now: datetime,
) -> list[Row]:
    """The rows of these participants, with three more statements for all of them together."""
    ids = [participant.id for participant in participants]
    open_visits = session.scalars(
        sa.select(Visit)
        .where(
            Visit.participant_id.in_(ids),
            Visit.status.in_([VisitStatus.PLANNED, VisitStatus.BOOKED]),
        )
        .order_by(Visit.target, Visit.visit_key, Visit.occurrence)
    )
    visits: dict[UUID, list[Visit]] = {}
    for visit in open_visits:
        visits.setdefault(visit.participant_id, []).append(visit)
    wishes: dict[UUID, list[TimeRequest]] = {}
    for wish in session.scalars(
        sa.select(TimeRequest).where(
            TimeRequest.participant_id.in_(ids), TimeRequest.status == TimeRequestStatus.OPEN
        )
    ):
        wishes.setdefault(wish.participant_id, []).append(wish)
    joined = set(
        session.scalars(
            sa.select(Membership.participant_id).where(Membership.participant_id.in_(ids), _HERSELF)
        )
    )
    return [
        _row(
            participant,
            visits.get(participant.id, []),
            wishes.get(participant.id, []),
            today=days[participant.site_id],
            joined=participant.id in joined,
            now=now,
        )
        for participant in participants
    ]


def _row(
    participant: Participant,
    visits: Sequence[Visit],
    wishes: Sequence[TimeRequest],
    *,
    today: date,
    joined: bool,
    now: datetime,
) -> Row:
    late = [late_of(visit, participant.status, today=today, now=now) for visit in visits]
    found = [item for item in late if item is not None]
    by_id = {visit.id: visit for visit in visits}
    for wish in wishes:
        since = local_today(wish.made_at, participant.site.time_zone)
        found.append(Late(LateKind.TIME_REQUEST, since, by_id.get(wish.visit_id)))
    if participant.status is ParticipantStatus.SCREENING and not participant.anchors:
        since = local_today(participant.made_at, participant.site.time_zone)
        found.append(Late(LateKind.ANCHOR_MISSING, since))
    ahead = [
        visit
        for visit in visits
        if (visit.starts_at >= now if visit.starts_at else visit.window_end >= today)
    ]
    following = min(ahead, key=lambda visit: max(_day(visit), today), default=None)
    return Row(participant, following, tuple(sorted(found, key=lambda item: item.since)), joined)


def _day(visit: Visit) -> date:
    return local_today(visit.starts_at, visit.time_zone) if visit.starts_at else visit.target


def _where(
    filters: Filters, days: Mapping[UUID, date], now: datetime
) -> list[sa.ColumnElement[bool]]:
    sites = [filters.site_id] if filters.site_id else list(days)
    where: list[sa.ColumnElement[bool]] = [
        Participant.site_id.in_([site for site in sites if site in days])
    ]
    if filters.status is not None:
        where.append(Participant.status == filters.status)
    if filters.text:
        pattern = "%" + _escape(filters.text.lower()) + "%"
        where.append(
            sa.or_(
                sa.func.lower(Participant.name).like(pattern, escape="\\"),
                sa.func.lower(Participant.code).like(pattern, escape="\\"),
            )
        )
    if filters.not_joined:
        where.append(~has_joined())
    if filters.late:
        where.append(_something_late(days, now))
    return where


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _something_late(days: Mapping[UUID, date], now: datetime) -> sa.ColumnElement[bool]:
    visit = sa.exists().where(
        Visit.participant_id == Participant.id, overdue(days, now, closing=True)
    )
    wish = sa.exists().where(
        TimeRequest.participant_id == Participant.id,
        TimeRequest.status == TimeRequestStatus.OPEN,
    )
    no_date = sa.and_(
        Participant.status == ParticipantStatus.SCREENING,
        sa.cast(sa.type_coerce(Participant.anchors, JSON), sa.String) == "{}",
    )
    return sa.or_(visit, wish, no_date)


def _order(sort: str, days: Mapping[UUID, date], now: datetime) -> list[Any]:
    if sort == "name":
        return [sa.func.lower(Participant.name), Participant.code]
    if sort == "next_visit":
        # As in _row: the booked time, or else the target; a day of UTC is near enough for an order.
        day = sa.func.coalesce(Visit.starts_at, sa.type_coerce(Visit.target, UtcDateTime))
        open_windows = [
            sa.and_(Visit.site_id == site_id, Visit.window_end >= today)
            for site_id, today in days.items()
        ]
        following = (
            sa.select(sa.func.min(day))
            .where(
                Visit.participant_id == Participant.id,
                sa.or_(
                    sa.and_(Visit.status == VisitStatus.BOOKED, Visit.starts_at >= now),
                    sa.and_(Visit.status == VisitStatus.PLANNED, sa.or_(sa.false(), *open_windows)),
                ),
            )
            .scalar_subquery()
        )
        return [following.is_(None), following, Participant.code]
    if sort == "late":
        return [sa.case((_something_late(days, now), 0), else_=1), Participant.code]
    return [Participant.code]
