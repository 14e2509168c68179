"""The desk's list of threads: what waits for an answer, the longest waiting first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.accounts.models import Account
from portal.messages import marks, newest
from portal.messages.models import MessageKind, Thread, ThreadStatus
from portal.messages.newest import Last
from portal.messages.threads import Own
from portal.participants.models import Participant
from portal.study.models import Site


class Waiting(StrEnum):
    """Which threads. OURS: the team acts next. WITH_THEM: open, and nothing waits for the team."""

    OURS = "ours"
    OVERDUE = "overdue"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    TO_TRANSLATE = "to_translate"
    WITH_THEM = "with_them"
    CLOSED = "closed"
    ALL = "all"


WAITS = Thread.answer_by > datetime(2000, 1, 1, tzinfo=UTC)
"""Something waits for the team. Said so, SQLite finds it in the index: "is not null" it does not."""

MOST_OTHERS = 50
NEWEST_FIRST = frozenset({Waiting.WITH_THEM, Waiting.CLOSED, Waiting.ALL})


class Sort(StrEnum):
    """In which order. USUAL: what waits by its limit, else what was written in last first."""

    USUAL = "usual"
    PARTICIPANT = "participant"
    SITE = "site"
    TOPIC = "topic"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which threads to list, whose, and in which order."""

    waiting: Waiting
    account_id: UUID
    site_id: UUID | None = None
    participant_id: UUID | None = None
    topic: str | None = None
    sort: Sort = Sort.USUAL
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Row:
    thread: Thread
    last: Last | None
    unread: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait at these sites."""

    ours: int
    overdue: int
    mine: int
    unassigned: int
    to_translate: int
    with_them: int


def page(
    session: Session, wanted: Wanted, *, sites: Collection[UUID], now: datetime
) -> tuple[list[Row], int]:
    """One page of threads, and how many there are. Four statements, whatever the number."""
    where = list(_where(wanted, sites, now))
    total = session.scalar(sa.select(sa.func.count()).select_from(Thread).where(*where)) or 0
    threads = session.scalars(
        sa.select(Thread)
        .where(*where)
        .options(
            joinedload(Thread.participant).joinedload(Participant.site),
            joinedload(Thread.participant).joinedload(Participant.study),
        )
        .order_by(*_order(wanted))
        .limit(wanted.limit)
        .offset(wanted.offset)
    ).all()
    ids = [thread.id for thread in threads]
    last = newest.last_of(session, ids, kinds=tuple(MessageKind))
    unread = marks.unread_at_desk(session, wanted.account_id, ids)
    return [Row(one, last.get(one.id), unread.get(one.id, 0)) for one in threads], total


def _order(wanted: Wanted) -> list[Any]:
    """What is sorted by something else stands in the usual order within that."""
    backwards = wanted.waiting in NEWEST_FIRST
    usual: list[Any] = [
        sa.nulls_last(Thread.last_at.desc() if backwards else Thread.answer_by),
        Thread.id,
    ]
    first = {
        Sort.PARTICIPANT: _of(Participant.code, Participant.id == Thread.participant_id),
        Sort.SITE: _of(Site.name, Site.id == Thread.site_id),
        Sort.TOPIC: Thread.topic,
        Sort.HOLDER: sa.nulls_first(sa.func.lower(Thread.assigned_name)),
    }.get(wanted.sort)
    return usual if first is None else [first, *usual]


def _of(column: Any, here: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    """The column of what the thread belongs to."""
    return sa.select(column).where(here).correlate(Thread).scalar_subquery()


def _where(
    wanted: Wanted, sites: Collection[UUID], now: datetime
) -> Iterable[sa.ColumnElement[bool]]:
    yield Thread.site_id.in_(sites)
    yield from _which(wanted, now)
    if wanted.site_id is not None:
        yield Thread.site_id == wanted.site_id
    if wanted.participant_id is not None:
        yield Thread.participant_id == wanted.participant_id
    if wanted.topic is not None:
        yield Thread.topic == wanted.topic


def _which(wanted: Wanted, now: datetime) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.waiting is Waiting.CLOSED:
        yield Thread.status == ThreadStatus.CLOSED
        return
    if wanted.waiting is Waiting.ALL:
        yield Thread.status != ThreadStatus.MERGED
        return
    yield Thread.status == ThreadStatus.OPEN
    if wanted.waiting is Waiting.WITH_THEM:
        yield Thread.waiting_since.is_(None)
    elif wanted.waiting is Waiting.MINE:
        yield Thread.assigned_to == wanted.account_id
    elif wanted.waiting is Waiting.TO_TRANSLATE:
        yield Thread.needs_translation.is_(True)
    else:
        yield WAITS
        if wanted.waiting is Waiting.OVERDUE:
            yield Thread.answer_by <= now
        if wanted.waiting is Waiting.UNASSIGNED:
            yield Thread.assigned_to.is_(None)


def counts(session: Session, account_id: UUID, *, sites: Collection[UUID], now: datetime) -> Counts:
    """What waits at these sites, in one statement."""

    def number(*where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        """Each counted by itself: every one has an index that fits, all together have none."""
        open_here = (Thread.site_id.in_(sites), Thread.status == ThreadStatus.OPEN)
        statement = sa.select(sa.func.count()).select_from(Thread).where(*open_here, *where)
        return statement.scalar_subquery()

    row = session.execute(
        sa.select(
            number(WAITS),
            number(Thread.answer_by <= now),
            number(Thread.assigned_to == account_id),
            number(WAITS, Thread.assigned_to.is_(None)),
            number(Thread.needs_translation.is_(True)),
            number() - number(WAITS),
        )
    ).one()
    return Counts(*row)


def partners(session: Session, threads: Collection[Thread]) -> Mapping[UUID, str]:
    """The names of the care partners of these threads, by account."""
    ids = {thread.partner_id for thread in threads if thread.partner_id}
    if not ids:
        return {}
    found = session.execute(sa.select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(found.all())


def others(session: Session, thread: Thread) -> list[Thread]:
    """Threads with the same person, into which this one can be merged."""
    whose = Own(thread.participant_id, thread.partner_id)
    return [one for one in newest.of_person(session, whose) if one.id != thread.id][:MOST_OTHERS]
