"""Reading the history: of one participant, of one site, of all that a person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.accounts.roles import STAFF_ROLES
from portal.audit.models import AuditEntry, AuditLink
from portal.participants.models import Participant
from portal.study.models import Site

AT_ONCE = 1000
"""Rows that are fetched together while a whole history is written out."""


class Side(StrEnum):
    """Who acted: somebody of the team, a participant or her care partner, the portal by itself."""

    TEAM = "team"
    OWN = "own"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries; only `sites` must be given. `first` and `last` are days as each site counts.

    `up_to`: entries with this id and older ones, so that pages stay as they were while one reads on.
    """

    sites: Collection[UUID]
    participant_id: UUID | None = None
    by: UUID | None = None
    side: Side | None = None
    kind: str | None = None
    action: str | None = None
    up_to: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and what it speaks of. `number` is its place in the chain, `by` a
    person's name, `site` its key and `participant` her code."""

    entry: AuditEntry
    number: int | None
    by: str
    site: str | None
    participant: str | None


def page(session: Session, wanted: Wanted, *, limit: int, offset: int) -> tuple[list[Line], int]:
    """Those entries, newest first; and how many they are."""
    where = _where(session, wanted)
    total = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry).where(*where)) or 0
    rows = session.execute(_lines().where(*where).limit(limit).offset(offset))
    return [_line(row) for row in rows], total


def every(session: Session, wanted: Wanted) -> Iterator[Line]:
    """All of those entries, newest first, fetched as they are read."""
    found = _lines().where(*_where(session, wanted)).execution_options(yield_per=AT_ONCE)
    for row in session.execute(found):
        yield _line(row)
        session.expunge(row[0])


def people(session: Session, *, sites: Collection[UUID]) -> list[tuple[UUID, str]]:
    """Whoever is or was of the team at one of these sites, by name."""
    rows = session.execute(
        sa.select(Account.id, Account.name)
        .where(Account.id.in_(_team(sites)))
        .order_by(Account.name, Account.id)
    )
    return [(account_id, name) for account_id, name in rows]


def participants(session: Session, *, sites: Collection[UUID]) -> list[tuple[UUID, str]]:
    """The participants of these sites, by code."""
    rows = session.execute(
        sa.select(Participant.id, Participant.code)
        .where(Participant.site_id.in_(sites))
        .order_by(Participant.code, Participant.id)
    )
    return [(participant_id, code) for participant_id, code in rows]


def newest(session: Session, *, sites: Collection[UUID]) -> tuple[int, datetime | None]:
    """The number of the newest entry about any of these sites, and when it was made; 0, None: none.

    One look at the end of the index for each site, however long the history is.
    """
    last = (
        sa.select(sa.func.max(AuditEntry.id))
        .where(AuditEntry.site_id == Site.id)
        .correlate(Site)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(AuditEntry.id, AuditEntry.at)
        .join(Site, AuditEntry.id == last)
        .where(Site.id.in_(sites))
    )
    return max(((number, at) for number, at in found), default=(0, None))


def _lines() -> sa.Select[AuditEntry, int, str, str, str]:
    return (
        sa.select(AuditEntry, AuditLink.number, Account.name, Site.key, Participant.code)
        .outerjoin(AuditLink, AuditLink.entry_id == AuditEntry.id)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .outerjoin(Site, Site.id == AuditEntry.site_id)
        .outerjoin(Participant, Participant.id == AuditEntry.participant_id)
        .order_by(AuditEntry.id.desc())
    )


def _line(row: Any) -> Line:
    entry, number, name, site, code = row
    return Line(entry, number, name or entry.actor, site, code)


def _team(sites: Collection[UUID]) -> sa.Select[Any]:
    """The accounts with a place of staff at these sites, or at every site of their studies."""
    studies = sa.select(Site.study_id).where(Site.id.in_(sites))
    return sa.select(Membership.account_id).where(
        Membership.role.in_(STAFF_ROLES),
        sa.or_(
            Membership.site_id.in_(sites),
            sa.and_(Membership.site_id.is_(None), Membership.study_id.in_(studies)),
        ),
    )


def _where(session: Session, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    entry = AuditEntry
    where: list[sa.ColumnElement[bool]] = [entry.site_id.in_(wanted.sites)]
    equal = {
        entry.participant_id: wanted.participant_id,
        entry.account_id: wanted.by,
        entry.kind: wanted.kind,
        entry.action: wanted.action,
    }
    where += [column == value for column, value in equal.items() if value is not None]
    if wanted.up_to is not None:
        where.append(entry.id <= wanted.up_to)
    if wanted.side is not None:
        where.append(_of_side(wanted.side, wanted.sites))
    if wanted.first is not None or wanted.last is not None:
        where.append(_between(session, wanted))
    return where


def _of_side(side: Side, sites: Collection[UUID]) -> sa.ColumnElement[bool]:
    account = AuditEntry.account_id
    if side is Side.PORTAL:
        return account.is_(None)
    team = account.in_(_team(sites))
    return team if side is Side.TEAM else sa.and_(account.is_not(None), ~team)


def _between(session: Session, wanted: Wanted) -> sa.ColumnElement[bool]:
    """Within those days, from midnight to midnight at the site that an entry belongs to."""
    zones = session.execute(
        sa.select(Site.id, Site.time_zone).where(Site.id.in_(wanted.sites)).order_by(Site.id)
    )
    parts = []
    for site_id, name in zones:
        zone = ZoneInfo(name)
        part: list[sa.ColumnElement[bool]] = [AuditEntry.site_id == site_id]
        if wanted.first is not None:
            part.append(AuditEntry.at >= datetime.combine(wanted.first, time(), zone))
        if wanted.last is not None:
            after = wanted.last + timedelta(days=1)
            part.append(AuditEntry.at < datetime.combine(after, time(), zone))
        parts.append(sa.and_(*part))
    return sa.or_(sa.false(), *parts)
