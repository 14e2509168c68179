"""Who ticks: of all processes of the portal exactly one, until it stops or dies."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.db import Database
from portal.reminders.models import Planner

HELD = timedelta(seconds=90)
"""So long after its last tick a process is taken for dead."""


def hold(database: Database, holder: str, *, now: datetime, held: timedelta = HELD) -> bool:
    """Whether `holder` is the one that ticks, from now for `held`. Nobody else is meanwhile.

    One statement where it is somebody else, so that the others cost next to nothing.
    """
    with database.session(reads_only=True) as session:
        row = session.get(Planner, 1)
        if row is not None and not _free(row, holder, now):
            return False
    if row is None:
        _make(database)
    with database.transaction() as session:
        taken = session.execute(
            sa.update(Planner)
            .where(
                Planner.id == 1,
                sa.or_(
                    Planner.holder.is_(None), Planner.holder == holder, Planner.held_until <= now
                ),
            )
            .values(holder=holder, held_until=now + held)
            .returning(Planner.id)
        )
        return taken.first() is not None


def let_go(database: Database, holder: str) -> None:
    """Stop ticking: another may begin at once."""
    with database.transaction() as session:
        session.execute(
            sa.update(Planner).where(Planner.holder == holder).values(holder=None, held_until=None)
        )


def _free(row: Planner, holder: str, now: datetime) -> bool:
    return row.holder in {None, holder} or row.held_until is None or row.held_until <= now


def _make(database: Database) -> None:
    try:
        with database.transaction() as session:
            session.add(Planner(id=1, seen=0))
    except IntegrityError:  # another process was quicker
        return
