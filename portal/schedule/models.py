"""Visits, the steps of their status, requests for another time, and calendar feeds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.audit.recorder import Audited
from portal.db import Entity, stored
from portal.errors import IllegalTransition
from portal.participants.models import Participant
from portal.study.models import Site


class VisitStatus(StrEnum):
    """`planned` has only a window, `booked` has a time, `removed` left the schedule."""

    PLANNED = "planned"
    BOOKED = "booked"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    REMOVED = "removed"


_V = VisitStatus
NEXT: Mapping[VisitStatus, frozenset[VisitStatus]] = {
    _V.PLANNED: frozenset(
        {_V.BOOKED, _V.DONE, _V.PARTLY_DONE, _V.MISSED, _V.CANCELLED, _V.REMOVED}
    ),
    _V.BOOKED: frozenset({_V.BOOKED, _V.PLANNED, _V.DONE, _V.PARTLY_DONE, _V.MISSED, _V.CANCELLED}),
    _V.DONE: frozenset({_V.PLANNED}),
    _V.PARTLY_DONE: frozenset({_V.PLANNED, _V.DONE}),
    _V.MISSED: frozenset({_V.PLANNED}),
    _V.CANCELLED: frozenset({_V.PLANNED}),
    _V.REMOVED: frozenset({_V.PLANNED}),
}
"""Allowed moves. Back to `planned` is a correction and needs a reason (see service)."""

OPEN = frozenset({_V.PLANNED, _V.BOOKED})
"""States of a visit that is still ahead or waits for its outcome."""


class Visit(Audited, Entity):
    """One visit of one participant.

    `visit_key` and `occurrence` name it in the study file of number `study_version`. Dates are in
    the site's calendar; `starts_at` is an instant and, with `time_zone` (IANA), set while booked.
    `sequence` counts changes that a calendar must notice (RFC 5545). `version` is for optimistic
    locking.
    """

    __tablename__ = "visit"
    __table_args__ = (
        sa.UniqueConstraint("participant_id", "visit_key", "occurrence"),
        sa.CheckConstraint(
            "window_start <= target AND target <= window_end", name="window_in_order"
        ),
        sa.CheckConstraint("status <> 'booked' OR starts_at IS NOT NULL", name="booked_has_time"),
        sa.CheckConstraint("minutes > 0", name="minutes_positive"),
        sa.Index(None, "site_id", "status", "window_end"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"sequence"})

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    study_version: Mapped[int]
    visit_key: Mapped[str] = mapped_column(sa.String(64))
    occurrence: Mapped[str] = mapped_column(sa.String(32))
    number: Mapped[int]
    phase: Mapped[str] = mapped_column(sa.String(64))
    target: Mapped[date]
    window_start: Mapped[date]
    window_end: Mapped[date]
    activities: Mapped[list[str]]
    activities_done: Mapped[list[str]] = mapped_column(default=list)
    minutes: Mapped[int]
    status: Mapped[VisitStatus] = mapped_column(
        stored(VisitStatus, "status"), default=VisitStatus.PLANNED
    )
    starts_at: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    place_note: Mapped[str] = mapped_column(sa.String(500), default="")
    outside_window: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    confirmed_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    participant: Mapped[Participant] = relationship()
    site: Mapped[Site] = relationship()
    steps: Mapped[list[VisitStep]] = relationship(order_by="VisitStep.at", back_populates="visit")
    time_requests: Mapped[list[TimeRequest]] = relationship(
        order_by="TimeRequest.made_at.desc()", back_populates="visit"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: VisitStatus, *, by: str, at: datetime, reason: str = "") -> None:
        """Change the status and record who did it. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("visit", self.status, new)
        self.steps.append(VisitStep(old=self.status, new=new, by=by, at=at, reason=reason))
        self.status = new
        self.sequence += 1
        self.changed_at = at


class VisitStep(Entity):
    """One change of a visit's status. Never changed or deleted."""

    __tablename__ = "visit_step"
    __table_args__ = (sa.Index(None, "visit_id", "at"),)

    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("visit.id"))
    old: Mapped[VisitStatus] = mapped_column(stored(VisitStatus, "old"))
    new: Mapped[VisitStatus] = mapped_column(stored(VisitStatus, "new"))
    by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    visit: Mapped[Visit] = relationship(back_populates="steps")


class TimeRequestStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TimeRequest(Audited, Entity):
    """A participant's wish for another time. Its id is made on the phone.

    `proposals`: one to three of ``{"date": ISO date, "part": "morning"|"midday"|"afternoon"}``.
    """

    __tablename__ = "time_request"
    __table_args__ = (
        sa.Index(None, "site_id", "status"),
        sa.Index(None, "participant_id"),
        sa.Index(
            "uq_time_request_one_open",
            "visit_id",
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        ),
    )

    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("visit.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    proposals: Mapped[list[dict[str, Any]]]
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    status: Mapped[TimeRequestStatus] = mapped_column(
        stored(TimeRequestStatus, "status"), default=TimeRequestStatus.OPEN
    )
    made_at: Mapped[datetime]
    answer_note: Mapped[str] = mapped_column(sa.String(1000), default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(sa.String(200), default="")

    visit: Mapped[Visit] = relationship(back_populates="time_requests")

    def move_to(self, new: TimeRequestStatus) -> None:
        """Close an open request. Raises IllegalTransition when it is closed already."""
        if self.status is not TimeRequestStatus.OPEN or new is TimeRequestStatus.OPEN:
            raise IllegalTransition("time_request", self.status, new)
        self.status = new


class CalendarFeed(Audited, Entity):
    """The secret calendar address of one account. Only the token's SHA-256 is stored.

    The token is derived from the portal's key, the account and `generation`, so that it can be
    shown again; raising `generation` makes a new address and kills the old one.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (sa.UniqueConstraint("account_id", "participant_id"),)
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    generation: Mapped[int] = mapped_column(default=1)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    details: Mapped[bool] = mapped_column(default=False)
