"""The list of everything that waits, whoever's it is: put together, ordered and paged in SQL."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db import UtcDateTime
from portal.participants.models import Participant
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


@dataclass(frozen=True, slots=True)
class Count:
    """Of one kind. `waiting`: not put off, of which so many are `late` and so many the caller's."""

    kind: str
    waiting: int
    late: int
    mine: int
    snoozed: int
    snoozed_mine: int

    def of(self, wanted: Wanted) -> int:
        """How many of the kind are in the list that is wanted."""
        if wanted.snoozed:
            return self.snoozed_mine if wanted.mine else self.snoozed
        return self.mine if wanted.mine else self.waiting


Item = sa.Row[Any]
"""A row of the list: the columns of :func:`portal.queue.source.columns`, and what is joined."""


def page(session: Session, scope: Scope, wanted: Wanted) -> Sequence[Item]:
    """One page, the most urgent first, in one statement."""
    kinds = tuple(source.kind for source in scope.sources if wanted.kind in {None, source.kind})
    if not kinds:
        return []
    statement = _page(kinds, mine=wanted.mine, snoozed=wanted.snoozed)
    values = _values(scope, kinds, wanted.site_id)
    values |= {"page_limit": wanted.limit, "page_offset": wanted.offset}
    return session.execute(statement, values).all()


def counts(session: Session, scope: Scope, site_id: UUID | None) -> list[Count]:
    """How many of each kind the caller sees, in the order of the kinds, in one statement."""
    kinds = tuple(source.kind for source in scope.sources)
    if not kinds:
        return []
    statement = _counts(kinds)
    found: dict[str, list[int]] = {kind: [0] * 5 for kind in kinds}
    for kind, *numbers in session.execute(statement, _values(scope, kinds, site_id)):
        found[kind] = [one + more for one, more in zip(found[kind], numbers, strict=True)]
    return [Count(kind, *numbers) for kind, numbers in found.items()]


def find(session: Session, scope: Scope, source: Source, object_id: UUID) -> Item | None:
    """One row, put off or not; None where it does not wait, or not at the caller's sites."""
    statement = _one(source.kind)
    values = _values(scope, (source.kind,), None) | {"wanted_id": object_id}
    return session.execute(statement, values).one_or_none()


def _values(scope: Scope, kinds: Collection[str], site_id: UUID | None) -> dict[str, Any]:
    """Of a statement that is put together: only then it is known which it needs."""
    values: dict[str, Any] = {"me": scope.person.account_id, "at": scope.now}
    for source in map(BY_KIND.__getitem__, kinds):
        sites = scope.reads(source)
        if site_id is not None:
            sites &= {site_id}
        values |= source.context.values(scope.facts, sites)
    return values


# The statements are put together once: doing so costs more than running them.


@functools.cache
def _items(kinds: tuple[str, ...]) -> sa.Subquery:
    selects = [BY_KIND[kind].waiting(BY_KIND[kind].context) for kind in kinds]
    return (selects[0] if len(selects) == 1 else sa.union_all(*selects)).subquery("item")


def _marked(item: sa.ColumnCollection[str, Any]) -> sa.ColumnElement[bool]:
    """A mark that was made before the thing began to wait is of an earlier time."""
    return sa.and_(
        WorkMark.kind == item.kind,
        WorkMark.object_id == item.object_id,
        sa.or_(item.since.is_(None), WorkMark.changed_at >= item.since),
    )


_AT = sa.bindparam("at", type_=UtcDateTime())
_ME = sa.bindparam("me", type_=sa.Uuid())


def _snoozed() -> sa.ColumnElement[bool]:
    return sa.and_(WorkMark.snoozed_until.is_not(None), WorkMark.snoozed_until > _AT)


def _mine(item: sa.Subquery) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(item.c.taken_by, WorkMark.taken_by) == _ME


@functools.cache
def _page(kinds: tuple[str, ...], *, mine: bool, snoozed: bool) -> sa.Select[Any]:
    item = _items(kinds)
    where = [_snoozed() if snoozed else sa.not_(sa.func.coalesce(_snoozed(), sa.false()))]
    chosen = (
        sa.select(*_columns(item))
        .outerjoin_from(item, WorkMark, _marked(item.c))
        .where(*where, *([_mine(item)] if mine else []))
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
        .outerjoin_from(item, WorkMark, _marked(item.c))
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


@functools.cache
def _counts(kinds: tuple[str, ...]) -> sa.CompoundSelect[Any]:
    """For each kind what there is, and apart from it what of that has a mark, which is little.

    Counted kind by kind, so that no row of any has to be put together.
    """
    waiting = {kind: BY_KIND[kind].waiting(BY_KIND[kind].context) for kind in kinds}
    return sa.union_all(
        *(_all_of(select) for select in waiting.values()),
        *(_marked_of(select) for select in waiting.values()),
    )


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


_NONE = sa.literal_column("0", sa.Integer())


def _all_of(select: sa.Select[Any]) -> sa.Select[Any]:
    own = select.selected_columns
    return select.with_only_columns(
        own.kind,
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(own.late), 0),
        _sum(own.taken_by == _ME),
        *(_NONE.label("snoozed"), _NONE.label("snoozed_mine")),
        maintain_column_froms=True,
    )


def _marked_of(select: sa.Select[Any]) -> sa.Select[Any]:
    """What is put off is taken from the numbers above, and what the mark says is hers is added."""
    own = select.selected_columns
    snoozed = _snoozed()
    hers = sa.and_(own.taken_by.is_(None), WorkMark.taken_by == _ME)
    return select.with_only_columns(
        own.kind,
        -_sum(snoozed),
        -_sum(sa.and_(snoozed, own.late == 1)),
        _sum(sa.and_(hers, sa.not_(snoozed))) - _sum(sa.and_(own.taken_by == _ME, snoozed)),
        _sum(snoozed),
        _sum(sa.and_(sa.or_(hers, own.taken_by == _ME), snoozed)),
        maintain_column_froms=True,
    ).where(_marked(own))
