"""Files that are kept: where each is, what it is, whose it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.audit.recorder import Audited
from portal.db import Entity


class StoredFile(Audited, Entity):
    """A file in the store. `key` is its path there, `name` what a person sees.

    `size` in bytes, `sha256` of the content: a file that was changed is not handed out.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        sa.UniqueConstraint("key"),
        sa.Index(None, "participant_id"),
        sa.CheckConstraint("size > 0", name="has_content"),
    )

    site_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("site.id"))
    participant_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("participant.id"))
    key: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
