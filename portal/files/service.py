"""Keeping files and reading them back, unchanged or not at all; removing what nobody names."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import PortalError
from portal.files.check import Checked
from portal.files.keys import Part, key_of, lock_number, names_of, rendition_key
from portal.files.models import StoredFile
from portal.files.store import FileStore

ORPHANED_FOR = timedelta(days=1)


def keep(
    session: Session,
    store: FileStore,
    checked: Checked,
    *,
    site_id: UUID | None,
    participant_id: UUID | None,
    by: UUID | None,
    now: datetime,
) -> StoredFile:
    """Write the file and what is drawn of it, then its row.

    A file without a row is harmless, the other way is not.
    """
    sha256 = hashlib.sha256(checked.data).hexdigest()
    row = StoredFile(
        site_id=site_id,
        participant_id=participant_id,
        key=key_of(sha256, checked.media_type),
        media_type=checked.media_type,
        size=len(checked.data),
        sha256=sha256,
        name=checked.name,
        made_at=now,
        made_by=by,
        pages=len(checked.pages) or None,
        source_sha256=checked.source_sha256,
        look=checked.look,
    )
    _hold(session, row.key)
    if checked.thumbnail is not None:
        store.put(rendition_key(sha256, "thumb"), checked.thumbnail)
    for number, page in enumerate(checked.pages, start=1):
        store.put(rendition_key(sha256, number), page)
    store.put(row.key, checked.data)
    session.add(row)
    session.flush()
    return row


def _hold(session: Session, key: str) -> None:
    """From here to the end of the transaction, nobody else removes this content.

    On SQLite one transaction writes at a time, and this one has begun when there is a connection.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock_number(key))))


def read(store: FileStore, file: StoredFile) -> bytes:
    """The content. Raises PortalError: file_missing, file_damaged where it is not what was kept."""
    content = store.get(file.key)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise PortalError("file_damaged")
    return content


def rendition(store: FileStore, file: StoredFile, part: Part) -> bytes:
    """A JPEG of it: "thumb" for the small one of a receipt, or the number of a page from 1 on.

    Raises PortalError("file_missing") for one that was not drawn.
    """
    return store.get(rendition_key(file.sha256, part))


def forget(session: Session, file: StoredFile) -> None:
    """Delete the row. The content goes later, unless another row names it (:func:`collect`)."""
    session.delete(file)
    session.flush()


def collect(
    database: Database, store: FileStore, *, now: datetime, older_than: timedelta = ORPHANED_FOR
) -> int:
    """Remove contents that no row names and that are older than that. How many objects went.

    Files that were never written to their end go as well. What the portal did not put there stays.
    """
    removed = 0
    store.sweep(now - older_than)
    for found in store.written_before(now - older_than):
        with database.session(reads_only=True) as session:
            unnamed = [key for key in found if not _is_wanted(session, key)]
        removed += sum(_remove(database, store, key) for key in unnamed)
    return removed


def _remove(database: Database, store: FileStore, key: str) -> bool:
    """Remove one object, if it is still true that no row names its content.

    Whoever keeps the same content at this moment has done so before, and then it is wanted, or
    does so after, and then writes it anew.
    """
    with database.transaction() as session:
        _hold(session, key)
        if _is_wanted(session, key):
            return False
        store.delete(key)
        return True


def _is_wanted(session: Session, key: str) -> bool:
    """Whether a row names this content. What is not the portal's own is none of its business."""
    names = names_of(key)
    return not names or bool(
        session.scalar(sa.select(sa.exists().where(StoredFile.key.in_(names))))
    )
