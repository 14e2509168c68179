"""Linking the history: each entry gets the next number and a hash over all that came before it.

Numbers are given when a transaction commits, not when its entries are written: then they have no
gaps, whatever was rolled back, and those of two transactions do not mix. The one row `audit_head`
holds the end of the chain. Its lock is the last that a transaction takes, right before it commits,
so writers wait for each other no longer than a commit takes, and never in a circle; on SQLite one
writes at a time anyway. Three statements a transaction, however many entries it made.

The end carries a mark (:mod:`portal.audit.seal`) that is checked before it is built upon. Where it
is not the portal's, somebody else wrote the end: the care of people goes on and entries are still
linked, but the end is never marked again (:data:`BROKEN`), so that what was forged is not covered
by a good mark. `portal audit verify` tells, and no checkpoint is signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstanceState, Session, SessionTransaction

from portal.audit.canonical import content_sql, link_hash
from portal.audit.models import AuditEntry, AuditHead
from portal.audit.seal import is_marked, mark
from portal.db import HISTORY_KEY

log = structlog.get_logger("portal.audit")

BROKEN = ""
"""Instead of the mark, once the end of the chain was found to be somebody else's."""

_WRITTEN = "audit.written"

_SELECT = {
    # On SQLite one transaction writes at a time: what lies between its entries is its own.
    "sqlite": "e.id BETWEEN ? AND ? ORDER BY e.id",
    "postgresql": "e.id = ANY(%s) ORDER BY e.id FOR UPDATE OF h",
}
_SIGN = {"sqlite": "?", "postgresql": "%s"}


def _statements(dialect: str) -> tuple[str, str, str]:
    sign = _SIGN[dialect]
    three = ", ".join([sign] * 3)
    select = (
        f"SELECT h.number, h.hash, h.mac, e.id, {content_sql(dialect)} "  # noqa: S608 (all our own)
        f"FROM audit_entry e, audit_head h WHERE {_SELECT[dialect]}"
    )
    insert = f"INSERT INTO audit_link (number, entry_id, hash) VALUES ({three})"  # noqa: S608
    update = f"UPDATE audit_head SET number = {sign}, hash = {sign}, mac = {sign} WHERE id = 1"  # noqa: S608
    return select, insert, update


_STATEMENTS = {dialect: _statements(dialect) for dialect in _SIGN}


class NotLinked(RuntimeError):
    """Entries could not be linked: the table `audit_head` lacks its row, or entries are gone."""


def link(connection: Connection, ids: Sequence[int], key: bytes) -> None:
    """Add these entries, all of this transaction, to the end of the chain in their order."""
    select, insert, update = _STATEMENTS[connection.dialect.name]
    wanted: Any = (ids[0], ids[-1]) if connection.dialect.name == "sqlite" else (list(ids),)
    rows = connection.exec_driver_sql(select, wanted).all()
    if len(rows) != len(ids):
        raise NotLinked(f"{len(ids)} entries to link, {len(rows)} found")
    number, hash_, mac = rows[0][:3]
    good = is_marked(key, number, hash_, mac)
    if not good:
        log.error("the history was written by somebody else", number=number)
    links = []
    for *_, entry_id, content in rows:
        number, hash_ = number + 1, link_hash(hash_, content.encode())
        links.append((number, entry_id, hash_))
    connection.exec_driver_sql(insert, links)
    mac = mark(key, number, hash_) if good else BROKEN
    connection.exec_driver_sql(update, (number, hash_, mac))


def end(connection: Connection, *, lock: bool = False) -> tuple[int, str, str]:
    """Number, hash and mark of the end of the chain; `lock`: nobody adds to it meanwhile."""
    statement = sa.select(AuditHead.number, AuditHead.hash, AuditHead.mac)
    row = connection.execute(statement.with_for_update() if lock else statement).one()
    return row[0], row[1], row[2]


def set_mark(connection: Connection, mac: str) -> None:
    """Put this mark on the end of the chain."""
    connection.execute(sa.update(AuditHead).values(mac=mac))


def note(session: Session, _context: object) -> None:
    """Keep in mind which entries this transaction has written."""
    written = [sa.inspect(row) for row in session.new if isinstance(row, AuditEntry)]
    if written:
        session.info.setdefault(_WRITTEN, []).extend(written)


def link_written(session: Session) -> None:
    """Link what the transaction wrote, when it commits and not when a savepoint of it does."""
    if session.in_nested_transaction():
        return
    session.flush()
    written: list[InstanceState[Any]] = session.info.pop(_WRITTEN, [])
    # An entry whose savepoint was rolled back has no identity any more.
    ids = sorted(state.identity[0] for state in written if state.identity is not None)
    if ids:
        link(session.connection(), ids, session.info[HISTORY_KEY])


def forget(session: Session, transaction: SessionTransaction) -> None:
    """A transaction that ended, however it did, leaves nothing to link."""
    if transaction.parent is None:
        session.info.pop(_WRITTEN, None)
