"""How much there is of each kind of work, for the filters and the rail."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.queue.listing import Wanted
from portal.queue.marks import ME, marked, snoozed_now, values
from portal.queue.models import WorkMark
from portal.queue.scope import Scope
from portal.queue.sources import BY_KIND


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


def counts(session: Session, scope: Scope, site_id: UUID | None) -> list[Count]:
    """How many of each kind the caller sees, in the order of the kinds, in one statement."""
    kinds = tuple(source.kind for source in scope.sources)
    if not kinds:
        return []
    statement = _counts(kinds)
    found: dict[str, list[int]] = {kind: [0] * 5 for kind in kinds}
    for kind, *numbers in session.execute(statement, values(scope, kinds, site_id)):
        found[kind] = [one + more for one, more in zip(found[kind], numbers, strict=True)]
    return [Count(kind, *numbers) for kind, numbers in found.items()]


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
        _sum(own.taken_by == ME),
        *(_NONE.label("snoozed"), _NONE.label("snoozed_mine")),
        maintain_column_froms=True,
    )


def _marked_of(select: sa.Select[Any]) -> sa.Select[Any]:
    """What is put off is taken from the numbers above, and what the mark says is hers is added."""
    own = select.selected_columns
    snoozed = snoozed_now()
    hers = sa.and_(own.taken_by.is_(None), WorkMark.taken_by == ME)
    return select.with_only_columns(
        own.kind,
        -_sum(snoozed),
        -_sum(sa.and_(snoozed, own.late == 1)),
        _sum(sa.and_(hers, sa.not_(snoozed))) - _sum(sa.and_(own.taken_by == ME, snoozed)),
        _sum(snoozed),
        _sum(sa.and_(sa.or_(hers, own.taken_by == ME), snoozed)),
        maintain_column_froms=True,
    ).where(marked(own))
