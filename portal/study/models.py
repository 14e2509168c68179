"""Studies, their sites, and every version of a study file that was ever in force."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.db import Entity


class Study(Audited, Entity):
    """A study. `version` is the number of the study file in force."""

    __tablename__ = "study"

    key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    version: Mapped[int]

    sites: Mapped[list[Site]] = relationship(back_populates="study")


class StudyVersion(Audited, Entity):
    """A study file as it was loaded. It is never changed; visits refer to it by number."""

    __tablename__ = "study_version"
    __table_args__ = (sa.UniqueConstraint("study_id", "number"),)
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"source"})

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(64))
    source: Mapped[str] = mapped_column(sa.Text)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    loaded_at: Mapped[datetime]


class Site(Audited, Entity):
    """A place that runs the study. Its texts and contacts are in the study file, under `key`."""

    __tablename__ = "site"
    __table_args__ = (sa.UniqueConstraint("study_id", "key"),)

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    key: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(200))
    time_zone: Mapped[str] = mapped_column(sa.String(64))

    study: Mapped[Study] = relationship(back_populates="sites")

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.id, None
