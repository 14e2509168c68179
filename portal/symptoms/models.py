"""Reports of how people feel, the alerts they make, and the contacts that close them."""

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
from portal.study.check_ins.definition import Urgency


class ReportSource(StrEnum):
    """APP: the participant herself. PHONE: told to somebody of the team, who entered it."""

    APP = "app"
    PHONE = "phone"


class Report(Audited, Entity):
    """A check-in that was sent. What was answered is never changed.

    `check_in` names it in the study file of number `study_version`; `instrument_version` is the
    version of the questions. `occurrence` and `due_on` are those of the check-in that was due,
    None for one that she started herself. `answers`: places of labels by question, None where
    skipped. `can_wait`: what she said when asked, None where she was not. `digest`: of what was
    sent, so that the same id with other words is seen. `read_by`: who of the team read it.
    """

    __tablename__ = "symptom_report"
    __table_args__ = (
        sa.UniqueConstraint("participant_id", "check_in", "occurrence"),
        sa.CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", name="read_by_somebody"),
        sa.CheckConstraint(
            "(source = 'phone') = (entered_by IS NOT NULL)", name="entered_by_somebody"
        ),
        sa.CheckConstraint("(occurrence IS NULL) = (due_on IS NULL)", name="occurrence_has_day"),
        sa.Index(None, "participant_id", "answered_at"),
        sa.Index(None, "site_id", "read_at"),
    )
    audit_hidden: ClassVar[frozenset[str]] = frozenset({"answers", "note", "digest"})

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    check_in: Mapped[str] = mapped_column(sa.String(64))
    study_version: Mapped[int]
    instrument_version: Mapped[str] = mapped_column(sa.String(60))
    occurrence: Mapped[str | None] = mapped_column(sa.String(80))
    due_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(sa.String(10))
    source: Mapped[ReportSource] = mapped_column(stored(ReportSource, "source"))
    entered_by: Mapped[str | None] = mapped_column(sa.String(200))
    answers: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    can_wait: Mapped[bool | None]
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(sa.String(64))
    read_by: Mapped[str | None] = mapped_column(sa.String(200))
    read_at: Mapped[datetime | None]

    participant: Mapped[Participant] = relationship()
    alert: Mapped[Alert | None] = relationship(back_populates="report")

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.site_id, self.participant_id


class AlertStatus(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    CONTACTED = "contacted"
    CLOSED = "closed"


_A = AlertStatus
NEXT: Mapping[AlertStatus, frozenset[AlertStatus]] = {
    _A.OPEN: frozenset({_A.TAKEN}),
    _A.TAKEN: frozenset({_A.OPEN, _A.CONTACTED, _A.CLOSED}),
    _A.CONTACTED: frozenset({_A.CLOSED}),
    _A.CLOSED: frozenset(),
}
"""Allowed moves. Back to `open` gives it back; closing without contact asks for a reason."""


class Outcome(StrEnum):
    """How an alert ended. NO_ACTION says why in its note."""

    ADVICE = "advice"
    VISIT_BOOKED = "visit_booked"
    EMERGENCY = "emergency"
    INVESTIGATOR = "investigator"
    NO_ACTION = "no_action"


class ContactWay(StrEnum):
    PHONE = "phone"
    IN_PERSON = "in_person"
    MESSAGE = "message"


class Alert(Audited, Entity):
    """What a report asks the team to do. One report makes one alert at most.

    `reasons`: the rules that were met, as :class:`portal.symptoms.rules.Reason`. `take_by`: by
    when somebody takes it. `escalated_at`: when those were told who come next. `taken_by` is the
    account of who has it. `version` is for optimistic locking.
    """

    __tablename__ = "symptom_alert"
    __table_args__ = (
        sa.UniqueConstraint("report_id"),
        sa.CheckConstraint("(status = 'open') = (taken_by IS NULL)", name="taken_by_somebody"),
        sa.CheckConstraint(
            "(status = 'closed') = (outcome IS NOT NULL)", name="closed_has_outcome"
        ),
        sa.Index(None, "site_id", "status", "take_by"),
    )

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("symptom_report.id"))
    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    urgency: Mapped[Urgency] = mapped_column(stored(Urgency, "urgency"))
    reasons: Mapped[list[dict[str, Any]]]
    status: Mapped[AlertStatus] = mapped_column(
        stored(AlertStatus, "status"), default=AlertStatus.OPEN
    )
    made_at: Mapped[datetime]
    take_by: Mapped[datetime]
    escalated_at: Mapped[datetime | None]
    taken_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("account.id"))
    taken_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    taken_at: Mapped[datetime | None]
    closed_by_name: Mapped[str | None] = mapped_column(sa.String(200))
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(stored(Outcome, "outcome"))
    outcome_note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    report: Mapped[Report] = relationship(back_populates="alert")
    participant: Mapped[Participant] = relationship()
    contacts: Mapped[list[AlertContact]] = relationship(
        order_by="AlertContact.at", back_populates="alert"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move_to(self, new: AlertStatus) -> None:
        """Change the status; the history says who. Raises IllegalTransition, see NEXT."""
        if new not in NEXT[self.status]:
            raise IllegalTransition("alert", self.status, new)
        self.status = new

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.site_id, self.participant_id


class AlertContact(Audited, Entity):
    """One try to reach the person. Never changed or deleted. `reached`: whether it worked."""

    __tablename__ = "symptom_contact"
    __table_args__ = (sa.Index(None, "alert_id", "at"),)

    alert_id: Mapped[UUID] = mapped_column(sa.ForeignKey("symptom_alert.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(200))
    way: Mapped[ContactWay] = mapped_column(stored(ContactWay, "way"))
    reached: Mapped[bool]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    alert: Mapped[Alert] = relationship(back_populates="contacts")

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.alert.site_id, self.alert.participant_id


class MissedCall(Audited, Entity):
    """A call to somebody whose check-in did not come. Never changed or deleted.

    `done`: the call settled it, so nobody calls again for this check-in.
    """

    __tablename__ = "symptom_missed_call"
    __table_args__ = (sa.Index(None, "participant_id", "check_in", "occurrence"),)

    participant_id: Mapped[UUID] = mapped_column(sa.ForeignKey("participant.id"))
    site_id: Mapped[UUID] = mapped_column(sa.ForeignKey("site.id"))
    check_in: Mapped[str] = mapped_column(sa.String(64))
    occurrence: Mapped[str] = mapped_column(sa.String(80))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(200))
    done: Mapped[bool]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        return self.site_id, self.participant_id
