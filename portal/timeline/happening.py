"""What a feature tells the timeline, and how it finds the newest of it.

A feature has a module `happenings` with its :class:`Source`; the list of them all is
:mod:`portal.timeline.sources`. The timeline knows nothing else of a feature, and makes no
sentences: `what` names one, `facts` are what it speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.accounts.roles import May


class About(StrEnum):
    """The thing that an entry leads to."""

    PARTICIPANT = "participant"
    VISIT = "visit"
    CONSENT = "consent"
    REPORT = "report"
    ALERT = "alert"
    CLAIM = "claim"
    THREAD = "thread"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the line. No two entries share one, so a page can end between equal times.

    `origin` names the table, and the moment of its rows, that the entry comes from; `row` is the
    key there. Of equal times that with the later name counts as later: an effect sorts after its
    cause.
    """

    at: datetime
    origin: str
    row: UUID | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry. `facts` holds plain values, as JSON has them. `by` None: the portal itself."""

    place: Place
    what: StrEnum
    by: str | None
    about: About
    object_id: UUID
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.place.at


Newest = Callable[[Session, UUID, Place | None, int], list[Happening]]
"""(session, participant's id, before, limit): her newest `limit` entries that lie before `before`,
in any order. None: from the newest on. The number of SQL statements does not depend on how many
there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one feature tells. `says` is all of what its entries can be about, by key.

    Only who has `may` at the participant's site is told.
    """

    kind: str
    may: May
    says: type[StrEnum]
    newest: Newest


@dataclass(frozen=True, slots=True)
class Window:
    """How much of whose line is asked for, as each query of a source needs it."""

    participant_id: UUID
    before: Place | None
    limit: int

    def rows(
        self,
        session: Session,
        statement: sa.Select[*tuple[Any, ...]],
        *,
        origin: str,
        at: InstrumentedAttribute[Any],
        row: InstrumentedAttribute[Any],
    ) -> Sequence[Any]:
        """The newest rows of `statement` in this window, each at `at` and with the key `row`."""
        older = _older(self.before, origin, at, row)
        ordered = statement.where(older).order_by(at.desc(), row.desc()).limit(self.limit)
        return session.execute(ordered).all()


def _older(
    before: Place | None,
    origin: str,
    at: InstrumentedAttribute[Any],
    row: InstrumentedAttribute[Any],
) -> sa.ColumnElement[bool]:
    """What lies before `before`: :class:`Place`'s own order, said in SQL."""
    if before is None:
        return sa.true()
    if origin > before.origin:
        return at < before.at
    if origin < before.origin:
        return at <= before.at
    if isinstance(row.type, sa.Uuid) != isinstance(before.row, UUID):  # no page ended there
        return at < before.at
    return sa.or_(at < before.at, sa.and_(at == before.at, row < before.row))


def doer(name: str) -> str | None:
    """Who it was as the records name her; None where it was a part of the portal."""
    return None if name == "portal" or name.startswith("portal: ") else name
