"""What somebody had in hand waits for the team again when her role ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account, Membership
from portal.accounts.roles import MAY, STAFF_ROLES, May
from portal.errors import IllegalTransition
from portal.messages.handling import unassign
from portal.queue.models import WorkMark
from portal.queue.source import Facts, Person, Source
from portal.queue.sources import SOURCES
from portal.schedule.planning import local_today
from portal.study.models import Site
from portal.team.reach import seats


def give_back(session: Session, person: Account, ended: Membership, *, now: datetime) -> None:
    """Nobody has any more what she had, where none of the roles that she keeps lets her have it."""
    sites = session.scalars(
        sa.select(Site).where(
            Site.study_id == ended.study_id,
            sa.true() if ended.site_id is None else Site.id == ended.site_id,
        )
    ).all()
    days = {site.id: local_today(now, site.time_zone) for site in sites}
    keeps = [one for one in seats(session, person.id, now) if one.study_id == ended.study_id]
    facts = Facts(now, days)
    unassign(session, person.id, sites=_lost(keeps, days, May.MESSAGES_WRITE))
    for source in SOURCES:
        lost = _lost(keeps, days, source.may_act)
        if source.give is None:
            _unmark(session, source, person.id, lost, now)
        elif lost:
            _give_back(session, source, person, lost, facts)
    session.flush()


def _lost(keeps: list[Membership], sites: Iterable[UUID], may: May) -> list[UUID]:
    """The sites at which she may not do this any more."""
    able = [one.site_id for one in keeps if one.role in STAFF_ROLES and may in MAY[one.role]]
    return [] if None in able else [site for site in sites if site not in able]


def _unmark(
    session: Session, source: Source, account_id: UUID, sites: list[UUID], now: datetime
) -> None:
    marks = session.scalars(
        sa.select(WorkMark).where(
            WorkMark.kind == source.kind,
            WorkMark.taken_by == account_id,
            WorkMark.site_id.in_(sites),
        )
    )
    for mark in marks:
        mark.taken_by = mark.taken_by_name = None
        mark.changed_at = now


def _give_back(
    session: Session, source: Source, person: Account, sites: list[UUID], facts: Facts
) -> None:
    """In her name, because a kind's rules let nobody else give back what she has; the history says
    who ended her role. What can only be ended any more (an alert whose participant was reached)
    keeps her name until a colleague takes it over.
    """
    item = source.waiting(source.context).subquery()
    hers = session.scalars(
        sa.select(item.c.object_id).where(item.c.taken_by == person.id),
        source.context.values(facts, sites),
    ).all()
    for object_id in hers:
        if source.give is not None:
            herself = Person(person.id, person.name)
            with contextlib.suppress(IllegalTransition):
                source.give(session, object_id, None, herself, facts.now)
