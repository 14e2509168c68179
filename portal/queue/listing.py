"""The list of everything that waits, whoever's it is: put together, ordered and paged in SQL."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db import UtcDateTime
from portal.participants.models import Participant
from portal.queue.marks import marked, mine_of, snoozed_now, values
from portal.queue.models import WorkMark
from portal.queue.scope import Scope
from portal.queue.source import Rank, Source
from portal.queue.sources import BY_KIND
from portal.schedule.models import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which work. `mine`: what the caller has. `snoozed`: what is put off, instead of the rest."""

    site_id: UUID | None = None
    kind: str | None = None
    mine: bool = False
    snoozed: bool = False
    limit: int = 50
    offset: int = 0


Item = sa.Row[Any]
"""A row of the list: the columns of :func:`portal.queue.source.columns`, and what is joined."""


def page(session: Session, scope: Scope, wanted: Wanted) -> Sequence[Item]:
    """One page, the most urgent first, in one statement."""
    kinds = tuple(source.kind for source in scope.sources if wanted.kind in {None, source.kind})
    if not kinds:
        return []
    statement = _page(kinds, mine=wanted.mine, snoozed=wanted.snoozed)
    given = values(scope, kinds, wanted.site_id)
    given |= {"page_limit": wanted.limit, "page_offset": wanted.offset}
    return session.execute(statement, given).all()


def find(session: Session, scope: Scope, source: Source, object_id: UUID) -> Item | None:
    """One row, put off or not; None where it does not wait, or not at the caller's sites."""
    statement = _one(source.kind)
    given = values(scope, (source.kind,), None) | {"wanted_id": object_id}
    return session.execute(statement, given).one_or_none()


# The statements are put together once: doing so costs more than running them.


@functools.cache
def _items(kinds: tuple[str, ...]) -> sa.Subquery:
    selects = [BY_KIND[kind].waiting(BY_KIND[kind].context) for kind in kinds]
    return (selects[0] if len(selects) == 1 else sa.union_all(*selects)).subquery("item")


@functools.cache
def _page(kinds: tuple[str, ...], *, mine: bool, snoozed: bool) -> sa.Select[Any]:
    item = _items(kinds)
    where = [snoozed_now() if snoozed else sa.not_(sa.func.coalesce(snoozed_now(), sa.false()))]
    chosen = (
        sa.select(*_columns(item))
        .outerjoin_from(item, WorkMark, marked(item.c))
        .where(*where, *([mine_of(item.c)] if mine else []))
        .order_by(*_order(item))
        .limit(sa.bindparam("page_limit", type_=sa.Integer()))
        .offset(sa.bindparam("page_offset", type_=sa.Integer()))
        .subquery("chosen")
    )
    return _with_whom(chosen).order_by(*_order(chosen))


@functools.cache
def _one(kind: str) -> sa.Select[Any]:
    item = _items((kind,))
    wanted = sa.bindparam("wanted_id", type_=sa.Uuid())
    chosen = (
        sa.select(*_columns(item))
        .outerjoin_from(item, WorkMark, marked(item.c))
        .where(item.c.object_id == wanted)
        .subquery("chosen")
    )
    return _with_whom(chosen)


def _columns(item: sa.Subquery) -> list[sa.ColumnElement[Any]]:
    own = [
        column for column in item.c if column.name not in {"taken_by", "taken_by_name", "version"}
    ]
    return [
        *own,
        sa.func.coalesce(item.c.taken_by, WorkMark.taken_by).label("taken_by"),
        sa.func.coalesce(item.c.taken_by_name, WorkMark.taken_by_name).label("taken_by_name"),
        # Either of the two rises with each change, so their sum tells whether anything changed.
        (item.c.version + sa.func.coalesce(WorkMark.version, 0)).label("version"),
        WorkMark.snoozed_until.label("snoozed_until"),
        WorkMark.snoozed_by_name.label("snoozed_by_name"),
        WorkMark.note.label("note"),
    ]


def _order(item: sa.Subquery) -> list[sa.ColumnElement[Any]]:
    """Emergencies, then what is overdue by its deadline, then the pressing, then by deadline."""
    emergency = item.c.rank != int(Rank.EMERGENCY)
    due = sa.func.coalesce(item.c.due, sa.type_coerce(item.c.due_on, UtcDateTime()))
    since = sa.func.coalesce(item.c.since, sa.type_coerce(item.c.since_on, UtcDateTime()))
    pressing = sa.case((item.c.late == 1, 0), else_=item.c.rank)
    return [
        emergency,
        item.c.late.desc(),
        pressing,
        due.is_(None),
        due,
        since,
        item.c.object_id,
    ]


def _with_whom(chosen: sa.Subquery) -> sa.Select[Any]:
    """The page with whom and which visit it is about."""
    return (
        sa.select(
            chosen,
            Participant.study_id,
            Participant.code,
            Participant.name.label("participant_name"),
            Visit.study_version,
            Visit.visit_key,
            Visit.number,
            Visit.starts_at,
        )
        .join(Participant, Participant.id == chosen.c.participant_id)
        .outerjoin(Visit, Visit.id == chosen.c.visit_id)
    )
