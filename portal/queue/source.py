"""How a feature says what of its waits for the team, so that the queue knows none of its tables.

A feature has one :class:`Source` for each kind of work, in its `waiting.py`, and one line in
:mod:`portal.queue.sources`. The source's select is put together once and run with values, so it
takes them from the :class:`Context` and never from a clock or a caller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.db import UtcDateTime

Column = sa.SQLColumnExpression[Any]


class Rank(IntEnum):
    """How pressing something is, deadlines apart. EMERGENCY stands above all."""

    EMERGENCY = 0
    PRESSING = 1
    USUAL = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the statement is run with. `days`: today's date at each site of the caller."""

    now: datetime
    days: Mapping[UUID, date]


class Context:
    """Stands in a source's select for what is known only when it runs."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._values: dict[str, Callable[[Facts], Any]] = {}

    @property
    def sites(self) -> sa.BindParameter[Any]:
        """The sites at which the caller may read this kind: for `in_`."""
        return sa.bindparam(f"{self.kind}_sites", expanding=True, type_=sa.Uuid())

    @property
    def now(self) -> sa.BindParameter[datetime]:
        return self.ago(timedelta())

    def ago(self, back: timedelta) -> sa.BindParameter[datetime]:
        """The instant so long before now."""
        name = f"now_less_{int(back.total_seconds())}"
        self._values[name] = lambda facts: facts.now - back
        return sa.bindparam(name, type_=UtcDateTime())

    def latest_day(self, ahead: int = 0) -> sa.BindParameter[date]:
        """The latest today of all sites, and so many days: a bound that an index can use."""
        name = f"latest_day_{ahead}"
        self._values[name] = lambda facts: latest(facts) + timedelta(days=ahead)
        return sa.bindparam(name, type_=sa.Date())

    def day(self, site_id: Column, ahead: int = 0) -> sa.ColumnElement[date]:
        """Today at the site, and so many days. Sites differ by two days at the very most."""
        behind = []
        for days in (1, 2):
            name = f"sites_{days}_behind"
            self._values[name] = _behind(days)
            there = sa.bindparam(name, expanding=True, type_=sa.Uuid())
            behind.append((site_id.in_(there), self.latest_day(ahead - days)))
        return sa.case(*behind, else_=self.latest_day(ahead))

    def values(self, facts: Facts, sites: Collection[UUID]) -> dict[str, Any]:
        """What the parameters of the select stand for."""
        found = {name: value(facts) for name, value in self._values.items()}
        return found | {f"{self.kind}_sites": list(sites)}


def latest(facts: Facts) -> date:
    return max(facts.days.values(), default=facts.now.date())


def _behind(days: int) -> Callable[[Facts], list[UUID]]:
    def found(facts: Facts) -> list[UUID]:
        day = latest(facts) - timedelta(days=days)
        return [site_id for site_id, today in facts.days.items() if today == day]

    return found


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team."""

    account_id: UUID
    name: str


Give = Callable[[Session, UUID, Person | None, Person, datetime], None]
"""Gives an object of the kind, by its id, to somebody or (None) back to the team, as the feature's
own rules allow: (session, object_id, to, by, now). It was found at the sites of `by` before."""

Barred = Callable[[Session, UUID], Collection[UUID]]
"""The accounts that may not have the object with this id, though their role could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of work.

    `waiting` makes the select with the columns of :func:`columns`. `model`: what `object_id`
    names, with a `site_id`; it tells what is settled from what never was. `may_read`: who sees the
    kind; `may_act`: who may have it. `give`: where the feature keeps itself who has it; without it
    the queue does.
    """

    kind: str
    may_read: May
    may_act: May
    model: type[Any]
    waiting: Callable[[Context], sa.Select[Any]]
    give: Give | None = None
    barred: Barred | None = None
    context: Context = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "context", Context(self.kind))


def columns(
    context: Context,
    *,
    object_id: Column,
    participant_id: Column,
    site_id: Column,
    since: Column | None = None,
    since_on: Column | None = None,
    due: Column | None = None,
    due_on: Column | None = None,
    rank: Column | Rank = Rank.USUAL,
    visit_id: Column | None = None,
    taken_by: Column | None = None,
    taken_by_name: Column | None = None,
    version: Column | None = None,
    state: Column | str = "",
    words: Column | None = None,
) -> list[sa.Label[Any]]:
    """The columns that all kinds agree on, to select.

    `since` and `due` are instants, `since_on` and `due_on` days of the site's calendar: one of each
    pair at most. `late` follows from them. `visit_id`: the visit it is about. `version`: of the object, where it has one.
    `state`: a key that the desk has words for. `words`: what somebody wrote, as it is.
    """
    nobody = sa.cast(sa.null(), sa.Uuid())
    no_time = sa.cast(sa.null(), UtcDateTime())
    no_day = sa.cast(sa.null(), sa.Date())
    return [
        sa.literal_column(f"'{context.kind}'", sa.String()).label("kind"),
        object_id.label("object_id"),
        participant_id.label("participant_id"),
        site_id.label("site_id"),
        _or(since, no_time).label("since"),
        _or(since_on, no_day).label("since_on"),
        _or(due, no_time).label("due"),
        _or(due_on, no_day).label("due_on"),
        _late(context, site_id, due, due_on).label("late"),
        _number(rank).label("rank"),
        _or(visit_id, nobody).label("visit_id"),
        _or(taken_by, nobody).label("taken_by"),
        _or(taken_by_name, sa.cast(sa.null(), sa.String())).label("taken_by_name"),
        _or(version, sa.literal_column("0", sa.Integer())).label("version"),
        (sa.literal_column(f"'{state}'", sa.String()) if isinstance(state, str) else state).label(
            "state"
        ),
        _or(words, sa.literal_column("''", sa.String())).label("words"),
    ]


def _late(context: Context, site_id: Column, due: Column | None, due_on: Column | None) -> Column:
    """Whether it should have been done by now: 1 or 0. A kind without a deadline is asked nothing."""
    if due is None and due_on is None:
        return sa.literal_column("0", sa.Integer())
    over = due <= context.now if due is not None else sa.false()
    if due_on is not None:
        over = due_on < context.day(site_id)
    return sa.case((over, 1), else_=0)


def _or(given: Column | None, nothing: Column) -> Column:
    return nothing if given is None else given


def _number(rank: Column | Rank) -> Column:
    return sa.literal_column(str(int(rank)), sa.Integer()) if isinstance(rank, Rank) else rank
