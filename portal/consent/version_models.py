"""The versions of a study's consent text, and the text in each language: fixed from its approval on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.db import Entity, stored
from portal.errors import IllegalTransition


class VersionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


_V = VersionState
NEXT_VERSION: Mapping[VersionState, frozenset[VersionState]] = {
    _V.DRAFT: frozenset({_V.APPROVED}),
    _V.APPROVED: frozenset({_V.IN_FORCE, _V.SUPERSEDED}),
    _V.IN_FORCE: frozenset({_V.SUPERSEDED}),
    _V.SUPERSEDED: frozenset(),
}
"""Allowed moves. A version in force whose `valid_until` is over is called expired; it does not
move: nobody signs it, and it is superseded by the next."""


class ConsentVersion(Audited, Entity):
    """One version of a study's consent text, in all its languages.

    `number` orders the versions of a study. `digest` is the SHA-256 over its files, see
    :func:`portal.consent.text.file.digest`; after approval neither changes. `sign_again`: the
    statuses (participants.ParticipantStatus) of those who signed an earlier version and must
    sign this one, by `sign_again_by`; with `visits_wait` their visits wait after that day.
    """

    __tablename__ = "consent_version"
    __table_args__ = (
        sa.UniqueConstraint("study_id", "label"),
        sa.UniqueConstraint("study_id", "number"),
        sa.Index(
            "uq_consent_version_one_in_force",
            "study_id",
            unique=True,
            sqlite_where=sa.text("state = 'in_force'"),
            postgresql_where=sa.text("state = 'in_force'"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (approved_on IS NOT NULL AND valid_from IS NOT NULL)",
            name="approved_has_dates",
        ),
    )

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(40))
    state: Mapped[VersionState] = mapped_column(
        stored(VersionState, "state"), default=VersionState.DRAFT
    )
    digest: Mapped[str] = mapped_column(sa.String(64))
    approved_on: Mapped[date | None]
    approval_reference: Mapped[str] = mapped_column(sa.String(200), default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    sign_again: Mapped[list[str]] = mapped_column(default=list)
    sign_again_by: Mapped[date | None]
    visits_wait: Mapped[bool] = mapped_column(default=False)
    loaded_at: Mapped[datetime]
    in_force_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    files: Mapped[list[ConsentTextFile]] = relationship(
        back_populates="consent_version", order_by="ConsentTextFile.language"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: VersionState) -> None:
        """Change the state. Raises IllegalTransition, see NEXT_VERSION."""
        if new not in NEXT_VERSION[self.state]:
            raise IllegalTransition("consent_version", self.state, new)
        self.state = new

    def expired(self, today: date) -> bool:
        """Whether its time was over before `today`."""
        return self.valid_until is not None and self.valid_until < today


class ConsentTextFile(Audited, Entity):
    """The text of a version in one language, as the file said it."""

    __tablename__ = "consent_text"
    __table_args__ = (sa.UniqueConstraint("version_id", "language"),)
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"source"})

    version_id: Mapped[UUID] = mapped_column(sa.ForeignKey("consent_version.id"))
    language: Mapped[str] = mapped_column(sa.String(10))
    source: Mapped[str] = mapped_column(sa.Text)
    sha256: Mapped[str] = mapped_column(sa.String(64))

    consent_version: Mapped[ConsentVersion] = relationship(back_populates="files")
