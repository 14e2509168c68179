"""What the queue itself keeps about things that wait: who has them, and until when they are put off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.audit.recorder import Audited
from portal.db import Entity


class WorkMark(Audited, Entity):
    """A mark on something that waits; `kind` and `object_id` name it, see :mod:`portal.queue.source`.

    `taken_by` stays None for kinds whose feature keeps itself who has it. `snoozed_until`: it is
    out of the list until then. `changed_at`: a mark from before the thing began to wait is of an
    earlier time, and counts no more. `version` is for optimistic locking.
    """

    __tablename__ = "work_mark"
    __table_args__ = (
        sa.UniqueConstraint("kind", "object_id"),
        sa.CheckConstraint(
            "(taken_by IS NULL) = (taken_by_name IS NULL)", name="taken_by_somebody"
        ),
        sa.CheckConstraint(
            "(snoozed_until IS NULL) = (snoozed_by_name IS NULL)", name="snoozed_by_somebody"
        ),
    )

    kind: Mapped[str] = mapped_column(sa.String(40))
    object_id: Mapped[UUID]
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    taken_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    taken_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    snoozed_until: Mapped[datetime | None]
    snoozed_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
