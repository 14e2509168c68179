"""Marking the end of the history anew, on an operator's word."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.audit import chain
from portal.audit.recorder import Actor, acting, because, record
from portal.audit.seal import mark
from portal.db import Database

HISTORY = UUID(int=0)
"""The entry is about no row."""


def accept(database: Database, *, reason: str, now: datetime) -> None:
    """Mark the end as it is with this database's key, and add an entry that says so."""
    with database.transaction() as session:
        connection = session.connection()
        number, hash_, _ = chain.end(connection, lock=True)
        chain.set_mark(connection, mark(database.history_key, number, hash_))
        acting(session, Actor("portal: command line"), now)
        because(session, reason)
        record(session, "accepted", kind="audit_head", object_id=HISTORY, after={"number": number})
