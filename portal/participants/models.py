"""People in a study, as their team knows them, and the steps of their status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON, TypeDecorator

from portal.audit.recorder import Audited
from portal.db import Entity, stored
from portal.errors import IllegalTransition
from portal.study.models import Site, Study


class ParticipantStatus(StrEnum):
    INVITED = "invited"
    SCREENING = "screening"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"


_S = ParticipantStatus
NEXT: Mapping[ParticipantStatus, frozenset[ParticipantStatus]] = {
    _S.INVITED: frozenset({_S.SCREENING, _S.WITHDRAWN}),
    _S.SCREENING: frozenset({_S.ENROLLED, _S.INELIGIBLE, _S.WITHDRAWN}),
    _S.ENROLLED: frozenset({_S.COMPLETED, _S.WITHDRAWN}),
    _S.COMPLETED: frozenset(),
    _S.WITHDRAWN: frozenset({_S.SCREENING}),
    _S.INELIGIBLE: frozenset({_S.SCREENING}),
}
"""Allowed moves. Coming back after a withdrawal starts again at screening, with a new consent."""

TAKING_PART = frozenset({_S.INVITED, _S.SCREENING, _S.ENROLLED})
"""Who has visits ahead."""


class ConsentStanding(StrEnum):
    """What a participant's consent allows now. :mod:`portal.consent` sets it, planning reads it.

    RECORDS_ONLY: she stopped the visits and lets her records be followed.
    """

    NONE = "none"
    IN_FORCE = "in_force"
    RECORDS_ONLY = "records_only"
    WITHDRAWN = "withdrawn"


class DatesByKey(TypeDecorator[dict[str, date]]):
    """A small table of dates, stored as JSON of ISO dates. Assign a new dict to change it."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: dict[str, date] | None, dialect: Dialect
    ) -> dict[str, Any] | None:
        return None if value is None else {key: day.isoformat() for key, day in value.items()}

    def process_result_value(
        self, value: dict[str, Any] | None, dialect: Dialect
    ) -> dict[str, date] | None:
        if value is None:
            return None
        return {key: date.fromisoformat(day) for key, day in value.items()}


class Participant(Audited, Entity):
    """A person in a study. `code` is the study's number for her, unique within the study.

    `anchors`: the dates the schedule counts from, by key of the study file. `flags`: facts that
    switch activities on, sorted. `visits_wait_after`: after that day no visit is booked until she
    has signed the new version of the consent; None: none waits. `version` rises at each change (optimistic locking).
    """

    __tablename__ = "participant"
    __table_args__ = (sa.UniqueConstraint("study_id", "code"), sa.Index(None, "site_id", "status"))

    study_id: Mapped[UUID] = mapped_column(sa.ForeignKey("study.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(10))
    status: Mapped[ParticipantStatus] = mapped_column(
        stored(ParticipantStatus, "status"), default=ParticipantStatus.INVITED
    )
    anchors: Mapped[dict[str, date]] = mapped_column(DatesByKey, default=dict)
    flags: Mapped[list[str]] = mapped_column(default=list)
    consent: Mapped[ConsentStanding] = mapped_column(
        stored(ConsentStanding, "consent"),
        default=ConsentStanding.NONE,
        server_default=ConsentStanding.NONE.value,
    )
    visits_wait_after: Mapped[date | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    study: Mapped[Study] = relationship()
    site: Mapped[Site] = relationship()
    steps: Mapped[list[ParticipantStep]] = relationship(
        order_by="ParticipantStep.at", back_populates="participant"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: ParticipantStatus, *, by: str, at: datetime, reason: str = "") -> None:
        """Change the status and record who did it. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("participant", self.status, new)
        self.steps.append(ParticipantStep(old=self.status, new=new, by=by, at=at, reason=reason))
        self.status = new

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.site_id, self.id


class ParticipantStep(Entity):
    """One change of a participant's status. Never changed or deleted."""

    __tablename__ = "participant_step"
    __table_args__ = (sa.Index(None, "participant_id", "at"),)

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    old: Mapped[ParticipantStatus] = mapped_column(stored(ParticipantStatus, "old"))
    new: Mapped[ParticipantStatus] = mapped_column(stored(ParticipantStatus, "new"))
    by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    participant: Mapped[Participant] = relationship(back_populates="steps")
