"""Holding what clients were told against what the database has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.db import Database
from portal.schedule.models import TimeRequest, TimeRequestStatus, Visit, VisitStep
from tests.faults.callers import Booked, Desk, Phone


@dataclass
class Ledger:
    """What was found wrong, over all looks. Each entry names the write."""

    acknowledged: int = 0
    lost: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    without_history: set[str] = field(default_factory=set)

    def compare(self, database: Database, phones: Sequence[Phone], desks: Sequence[Desk]) -> None:
        asked = {wish for phone in phones for wish in phone.asked}
        withdrawn = {wish for phone in phones for wish in phone.withdrawn}
        booked = {booking for desk in desks for booking in desk.booked}
        self.acknowledged = len(asked) + len(withdrawn) + len(booked)
        with database.session(reads_only=True) as session:
            self._wishes(session, asked, withdrawn)
            self._bookings(session, booked)

    def _wishes(self, session: Session, asked: set[UUID], withdrawn: set[UUID]) -> None:
        rows = {row.id: row.status for row in session.execute(_STATUSES)}
        told = Counter(
            (row.object_id, row.action) for row in session.execute(_history("time_request"))
        )
        self.lost |= {f"request {wish}" for wish in asked - rows.keys()}
        for wish in withdrawn & rows.keys():
            if rows[wish] is not TimeRequestStatus.WITHDRAWN:
                self.lost.add(f"withdrawal of {wish}")
        self._told(told, [(wish, "added") for wish in asked & rows.keys()])
        self._told(told, [(wish, "changed") for wish in withdrawn & rows.keys()])

    def _told(self, told: Counter[tuple[UUID, str]], expected: Iterable[tuple[UUID, str]]) -> None:
        for write in expected:
            if told[write] == 0:
                self.without_history.add(str(write))
            elif told[write] > 1:
                self.twice.add(str(write))

    def _bookings(self, session: Session, booked: set[Booked]) -> None:
        told: Counter[Booked] = Counter()
        changes: Counter[UUID] = Counter()
        for row in session.execute(_history("visit")):
            if row.action == "changed" and row.after.get("starts_at"):
                told[Booked(row.object_id, datetime.fromisoformat(row.after["starts_at"]))] += 1
                changes[row.object_id] += 1
        for booking in booked:
            if told[booking] == 0:
                self.lost.add(f"booking {booking}")
        steps = {row.visit_id: row.steps for row in session.execute(_STEPS)}
        for visit_id, version in session.execute(_VERSIONS):
            if not steps.get(visit_id, 0) == changes[visit_id] == version - 1:
                self.without_history.add(f"visit {visit_id}")
        self.twice |= {str(booking) for booking, times in told.items() if times > 1}


_STATUSES = sa.select(TimeRequest.id, TimeRequest.status)
_VERSIONS = sa.select(Visit.id, Visit.version).where(Visit.version > 1)
_STEPS = sa.select(VisitStep.visit_id, sa.func.count().label("steps")).group_by(VisitStep.visit_id)


def _history(kind: str) -> sa.Select[tuple[UUID, str, dict[str, object] | None]]:
    return sa.select(AuditEntry.object_id, AuditEntry.action, AuditEntry.after).where(
        AuditEntry.kind == kind, AuditEntry.action != "planned"
    )


def sound(database: Database) -> bool:
    """Whether the database finds no fault in its own tables and indexes."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            strays = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            return whole == "ok" and strays is None
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
        indexes = sa.text(
            "SELECT bt_index_parent_check(index.oid, true) FROM pg_class index "
            "JOIN pg_am method ON method.oid = index.relam "
            "JOIN pg_namespace space ON space.oid = index.relnamespace "
            "WHERE method.amname = 'btree' AND index.relkind = 'i' AND space.nspname = 'public'"
        )
        connection.execute(indexes).all()  # raises where an index and its table disagree
        connection.commit()
        return True
