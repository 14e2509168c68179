"""Linking the history: each entry gets the next number and a hash over all that came before it.

Numbers are given when a transaction commits: then they have no gaps, whatever was rolled back, and
those of two transactions do not mix. The one row `audit_head` holds the end of the chain. Its lock
is the last that a transaction takes, right before it commits, so writers wait for each other no
longer than a commit takes, and never in a circle; on SQLite one writes at a time anyway. Two or
three statements a transaction, however many entries it made.

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

from portal.audit.canonical import content_sql, link_hash
from portal.audit.models import AuditHead
from portal.audit.seal import is_marked, mark

log = structlog.get_logger("portal.audit")

BROKEN = ""
"""Instead of the mark, once the end of the chain was found to be somebody else's."""

_SELECT = {
    # On SQLite one transaction writes at a time: what lies between its entries is its own.
    "sqlite": "e.id BETWEEN ? AND ? ORDER BY e.id",
    "postgresql": "e.id = ANY(%s) ORDER BY e.id FOR UPDATE OF h",
}

_FETCH = {
    dialect: f"SELECT h.number, h.hash, h.mac, e.id, {content_sql(dialect)} "  # noqa: S608 (our own)
    f"FROM audit_entry e, audit_head h WHERE {which}"
    for dialect, which in _SELECT.items()
}
_INSERT = "INSERT INTO audit_link (number, entry_id, hash) "
_UPDATE = "UPDATE audit_head SET number = {0}, hash = {0}, mac = {0} WHERE id = 1"
# A server is asked once for both, however many links there are.
_AT_ONCE = (
    f"WITH head AS ({_UPDATE.format('%s')}) {_INSERT}"  # noqa: S608
    "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[])"
)


class NotLinked(RuntimeError):
    """Entries could not be linked: the table `audit_head` lacks its row, or entries are gone."""


def link(connection: Connection, ids: Sequence[int], key: bytes) -> None:
    """Add these entries, all of this transaction, to the end of the chain in their order."""
    embedded = connection.dialect.name == "sqlite"
    wanted: Any = (ids[0], ids[-1]) if embedded else (list(ids),)
    rows = connection.exec_driver_sql(_FETCH[connection.dialect.name], wanted).all()
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
    head = (number, hash_, mark(key, number, hash_) if good else BROKEN)
    if embedded:
        connection.exec_driver_sql(f"{_INSERT}VALUES (?, ?, ?)", links)
        connection.exec_driver_sql(_UPDATE.format("?"), head)
    else:
        columns = tuple(list(column) for column in zip(*links, strict=True))
        connection.exec_driver_sql(_AT_ONCE, head + columns)


def end(connection: Connection, *, lock: bool = False) -> tuple[int, str, str]:
    """Number, hash and mark of the end of the chain; `lock`: nobody adds to it meanwhile."""
    statement = sa.select(AuditHead.number, AuditHead.hash, AuditHead.mac)
    row = connection.execute(statement.with_for_update() if lock else statement).one()
    return row[0], row[1], row[2]


def set_mark(connection: Connection, mac: str) -> None:
    """Put this mark on the end of the chain."""
    connection.execute(sa.update(AuditHead).values(mac=mac))
