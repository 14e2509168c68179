"""The life of an alert: taken, contacted, closed by a named person; told to others when late."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.errors import Conflict, NotFound, RuleBroken, StaleEdit
from portal.participants.models import Participant
from portal.symptoms.models import (
    Alert,
    AlertContact,
    AlertStatus,
    ContactWay,
    Outcome,
    Report,
)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who of the team acts."""

    account_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """`id` is made by the sender: the same one twice is one contact."""

    id: UUID
    way: ContactWay
    reached: bool
    note: str


def get(session: Session, alert_id: UUID, *, sites: Collection[UUID]) -> Alert:
    """The alert with its report, contacts and participant. Raises NotFound outside `sites`."""
    found = session.scalar(
        sa.select(Alert)
        .where(Alert.id == alert_id, Alert.site_id.in_(sites))
        .options(
            joinedload(Alert.report),
            joinedload(Alert.participant).joinedload(Participant.site),
            joinedload(Alert.participant).joinedload(Participant.study),
            selectinload(Alert.contacts),
        )
    )
    if found is None:
        raise NotFound("alert")
    return found


def _check_version(alert: Alert, version: int) -> None:
    if alert.version != version:
        raise StaleEdit("alert", current=alert.version)


def take(alert: Alert, doer: Doer, *, version: int, now: datetime) -> None:
    """Take it, or take it over from a colleague. Raises IllegalTransition when it is closed."""
    if alert.taken_by == doer.account_id and alert.status is not AlertStatus.CLOSED:
        return
    _check_version(alert, version)
    if alert.status is not AlertStatus.CONTACTED and alert.status is not AlertStatus.TAKEN:
        alert.move_to(AlertStatus.TAKEN)
    alert.taken_by, alert.taken_by_name, alert.taken_at = doer.account_id, doer.name, now


def release(alert: Alert, doer: Doer, *, version: int) -> None:
    """Give it back, so that it waits for somebody again."""
    _check_version(alert, version)
    _is_hers(alert, doer)
    alert.move_to(AlertStatus.OPEN)
    alert.taken_by = alert.taken_by_name = alert.taken_at = None


def note_contact(
    session: Session, alert: Alert, new: NewContact, doer: Doer, *, now: datetime
) -> None:
    """Note a try to reach the person; one that worked makes the alert contacted."""
    existing = session.get(AlertContact, new.id)
    if existing is not None:
        same = (existing.alert_id, existing.way, existing.reached, existing.note)
        if same != (alert.id, new.way, new.reached, new.note):
            raise Conflict("contact_differs", field="id")
        return
    _is_hers(alert, doer)
    if new.reached and alert.status is AlertStatus.TAKEN:
        alert.move_to(AlertStatus.CONTACTED)
    elif alert.status is AlertStatus.CLOSED:
        alert.move_to(AlertStatus.CONTACTED)  # refused, with the facts
    alert.contacts.append(
        AlertContact(
            id=new.id, at=now, by=doer.name, way=new.way, reached=new.reached, note=new.note
        )
    )


def close(
    alert: Alert, outcome: Outcome, note: str, doer: Doer, *, version: int, now: datetime
) -> None:
    """Close it. Without contact, or without action, it takes a note that says why."""
    _check_version(alert, version)
    _is_hers(alert, doer)
    if not note.strip() and outcome is Outcome.NO_ACTION:
        raise RuleBroken("outcome_note_needed", field="note")
    if not note.strip() and alert.status is AlertStatus.TAKEN:
        raise RuleBroken("contact_or_note_needed", field="note")
    alert.move_to(AlertStatus.CLOSED)
    alert.outcome, alert.outcome_note = outcome, note.strip()
    alert.closed_by_name, alert.closed_at = doer.name, now
    if alert.report.read_at is None:
        alert.report.read_by, alert.report.read_at = doer.name, now


def _is_hers(alert: Alert, doer: Doer) -> None:
    if alert.status is AlertStatus.OPEN:
        raise RuleBroken("take_it_first")
    if alert.taken_by != doer.account_id:
        raise RuleBroken("taken_by_other", name=alert.taken_by_name)


def mark_read(report: Report, by: str, *, now: datetime) -> None:
    """Say that somebody of the team read the report; the first one stays."""
    if report.read_at is None:
        report.read_by, report.read_at = by, now


def get_report(session: Session, report_id: UUID, *, sites: Collection[UUID]) -> Report:
    """The report with its participant. Raises NotFound outside `sites`."""
    found = session.scalar(
        sa.select(Report)
        .where(Report.id == report_id, Report.site_id.in_(sites))
        .options(joinedload(Report.alert), joinedload(Report.participant))
    )
    if found is None:
        raise NotFound("report")
    return found


def late(session: Session, *, now: datetime) -> Sequence[UUID]:
    """Alerts that nobody took in time and that were not told to others yet."""
    return session.scalars(
        sa.select(Alert.id)
        .where(
            Alert.status == AlertStatus.OPEN,
            Alert.take_by <= now,
            Alert.escalated_at.is_(None),
        )
        .order_by(Alert.take_by)
        .limit(100)
    ).all()


def is_late(alert: Alert, now: datetime) -> bool:
    """Whether nobody took it in time, and nobody was told of that yet."""
    waits = alert.status is AlertStatus.OPEN and alert.escalated_at is None
    return waits and alert.take_by <= now


def session_of(alert: Alert) -> Session:
    """The session that the alert is in."""
    found = Session.object_session(alert)
    if found is None:
        raise RuntimeError("the alert is in no session")
    return found
