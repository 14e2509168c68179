"""Entries on their way into the history: written and linked together, right before the commit.

What a transaction records waits in its session. One statement writes it all and the chain takes it
up (:mod:`portal.audit.chain`), however often the session was flushed. A savepoint that is rolled
back takes along what was recorded since it began, as it does with the rows of the flushes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, SessionTransaction

from portal.audit import chain
from portal.audit.models import AuditEntry
from portal.db import HISTORY_KEY

_PENDING = "audit.pending"
_INSERT = sa.insert(AuditEntry.metadata.tables[AuditEntry.__tablename__]).returning(AuditEntry.id)


@dataclass(slots=True)
class _Pending:
    """Columns of the entries of a transaction, and the identities of those, the first, that are written."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    savepoints: dict[SessionTransaction, tuple[int, int]] = field(default_factory=dict)
    """How many there were of either when it began."""


def _of(session: Session) -> _Pending:
    found: _Pending = session.info.setdefault(_PENDING, _Pending())
    return found


def add(session: Session, rows: list[dict[str, Any]]) -> None:
    """Let these entries, as columns of :class:`AuditEntry`, wait for the commit."""
    if not session.in_transaction():
        session.begin()  # as a row that is added does: a rollback must find it
    _of(session).rows.extend(rows)


def write(session: Session) -> None:
    """Write what waits, before the commit: for who reads the history that he himself makes."""
    session.flush()
    pending = _of(session)
    if waiting := pending.rows[len(pending.ids) :]:
        pending.ids += session.connection().execute(_INSERT, waiting).scalars()


def commit(session: Session) -> None:
    """Write and link what the transaction recorded, when it commits and not when a savepoint does."""
    if session.in_nested_transaction():
        return
    write(session)
    if ids := sorted(_of(session).ids):
        chain.link(session.connection(), ids, session.info[HISTORY_KEY])


def begin(session: Session, transaction: SessionTransaction) -> None:
    """Remember what there was when a savepoint began."""
    if transaction.nested:
        pending = _of(session)
        pending.savepoints[transaction] = len(pending.rows), len(pending.ids)


def keep(session: Session) -> None:
    """What a savepoint that is released recorded belongs to what is around it."""
    if savepoint := session.get_nested_transaction():
        _of(session).savepoints.pop(savepoint)


def end(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was recorded in a savepoint that was not released; what was before waits again.

    A whole transaction that ended, however it did, leaves nothing to write.
    """
    if transaction.parent is None:
        session.info.pop(_PENDING, None)
    elif transaction.nested:
        pending = _of(session)
        if transaction in pending.savepoints:
            recorded, written = pending.savepoints.pop(transaction)
            del pending.rows[recorded:], pending.ids[written:]
