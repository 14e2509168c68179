"""Files that are kept: where each is, what it is, whose it is."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.audit.recorder import Audited
from portal.db import Entity


class StoredFile(Audited, Entity):
    """A file that somebody handed in or was given.

    `key` is its path in the store, made from its content: two rows of one content share it.
    `name` is what a person sees, `size` in bytes, `sha256` of the content: a file that was changed
    is not handed out. Of a receipt also: `pages`, how many pages are drawn of a PDF;
    `source_sha256` of what was sent, before it was drawn anew; `look` (:mod:`portal.files.look`).
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        sa.Index(None, "key"),
        sa.Index(None, "participant_id"),
        sa.CheckConstraint("size > 0", name="has_content"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"source_sha256", "look"})

    site_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("site.id"))
    participant_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("participant.id"))
    key: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    pages: Mapped[int | None]
    source_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    look: Mapped[str | None] = mapped_column(sa.String(64))
