"""Keeping files and reading them back, unchanged or not at all."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from portal.errors import PortalError
from portal.files.check import ENDING, Checked
from portal.files.models import StoredFile
from portal.files.store import FileStore


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
    """Write the file, then its row: a file without a row is harmless, the other way is not."""
    file_id = uuid4()
    row = StoredFile(
        id=file_id,
        site_id=site_id,
        participant_id=participant_id,
        key=f"{file_id.hex[:2]}/{file_id}{ENDING[checked.media_type]}",
        media_type=checked.media_type,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        name=checked.name,
        made_at=now,
        made_by=by,
    )
    store.put(row.key, checked.data)
    session.add(row)
    session.flush()
    return row


def read(store: FileStore, file: StoredFile) -> bytes:
    """The content. Raises PortalError: file_missing, file_damaged where it is not what was kept."""
    content = store.get(file.key)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise PortalError("file_damaged")
    return content
