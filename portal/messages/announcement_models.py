"""Announcements of the study, and to whom each went."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.db import Entity
from portal.participants.models import Participant


class Announcement(Audited, Entity):
    """Something told to many participants at once, in every language of the study. Never changed.

    `id` is made by the sender. `title`, `text`: by language. `audience`: the sites, phases and
    statuses it was meant for, as they were chosen; `recipients` how many that were.
    """

    __tablename__ = "announcement"
    __table_args__ = (sa.Index(None, "study_id", "made_at"),)

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    title: Mapped[dict[str, Any]]
    text: Mapped[dict[str, Any]]
    audience: Mapped[dict[str, Any]]
    recipients: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    made_by_name: Mapped[str] = mapped_column(sa.String(200))


class Delivery(Entity):
    """That an announcement is for one participant, when she was told of it and when she read it."""

    __tablename__ = "announcement_delivery"
    __table_args__ = (
        sa.UniqueConstraint("participant_id", "announcement_id"),
        sa.Index(None, "site_id"),
        sa.Index(None, "told_at"),
    )

    announcement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("announcement.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    told_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]

    announcement: Mapped[Announcement] = relationship()
    participant: Mapped[Participant] = relationship()
