"""What the timeline tells of check-ins and of the alerts that they made."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.roles import May
from portal.audit.models import AuditEntry
from portal.participants.models import Participant
from portal.symptoms.models import Alert, AlertContact, MissedCall, Report
from portal.timeline import history
from portal.timeline.happening import About, Happening, Place, Source, Window, doer


class CheckInWhat(StrEnum):
    """ENTERED: told on the phone, and entered by somebody of the team. CALLED: about one that
    did not come."""

    SENT = "check_in.sent"
    ENTERED = "check_in.entered"
    READ = "check_in.read"
    CALLED = "check_in.called"


class AlertWhat(StrEnum):
    RAISED = "alert.raised"
    ESCALATED = "alert.escalated"
    TAKEN = "alert.taken"
    TAKEN_OVER = "alert.taken_over"
    GIVEN_BACK = "alert.given_back"
    REACHED = "alert.reached"
    NOT_REACHED = "alert.not_reached"
    CLOSED = "alert.closed"


def _check_ins(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    return _sent(session, window) + _read(session, window) + _calls(session, window)


def _sent(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(Report, Alert.urgency, Participant.name)
        .join(Participant, Participant.id == Report.participant_id)
        .outerjoin(Alert, Alert.report_id == Report.id)
        .where(Report.participant_id == window.participant_id)
    )
    origin = "check_in.sent"  # before "symptom_…": it is the cause of its alert
    rows = window.rows(session, statement, origin=origin, at=Report.received_at, row=Report.id)
    return [
        Happening(
            place=Place(report.received_at, origin, report.id),
            what=CheckInWhat.ENTERED if report.entered_by else CheckInWhat.SENT,
            by=report.entered_by or name,
            about=About.REPORT,
            object_id=report.id,
            facts={
                "urgency": urgency.value if urgency else None,
                "answered_at": report.answered_at.isoformat(),
                "note": report.note,
            },
        )
        for report, urgency, name in rows
    ]


def _read(session: Session, window: Window) -> list[Happening]:
    """Somebody read it: who entered it herself has not to be told."""
    statement = sa.select(Report).where(
        Report.participant_id == window.participant_id,
        Report.read_at.is_not(None),
        Report.entered_by.is_(None),
    )
    origin = "check_in.read"
    rows = window.rows(session, statement, origin=origin, at=Report.read_at, row=Report.id)
    return [
        Happening(
            place=Place(report.read_at, origin, report.id),
            what=CheckInWhat.READ,
            by=report.read_by,
            about=About.REPORT,
            object_id=report.id,
        )
        for (report,) in rows
    ]


def _calls(session: Session, window: Window) -> list[Happening]:
    statement = sa.select(MissedCall).where(MissedCall.participant_id == window.participant_id)
    origin = "check_in.called"
    rows = window.rows(session, statement, origin=origin, at=MissedCall.at, row=MissedCall.id)
    return [
        Happening(
            place=Place(call.at, origin, call.id),
            what=CheckInWhat.CALLED,
            by=doer(call.by),
            about=About.PARTICIPANT,
            object_id=call.participant_id,
            facts={"done": call.done, "note": call.note},
        )
        for (call,) in rows
    ]


def _alerts(
    session: Session, participant_id: UUID, before: Place | None, limit: int
) -> list[Happening]:
    window = Window(participant_id, before, limit)
    moments = [found for what in _COLUMNS for found in _moment(session, window, what)]
    return [*moments, *_held(session, window), *_contacts(session, window)]


_RAISED, _ESCALATED, _CLOSED = AlertWhat.RAISED, AlertWhat.ESCALATED, AlertWhat.CLOSED
_COLUMNS = {
    _RAISED: Alert.made_at,
    _ESCALATED: Alert.escalated_at,
    _CLOSED: Alert.closed_at,
}


def _moment(session: Session, window: Window, what: AlertWhat) -> list[Happening]:
    """Alerts to which that has happened: the time of it is a column of theirs."""
    at = _COLUMNS[what]
    statement = sa.select(Alert, at).where(
        Alert.participant_id == window.participant_id, at.is_not(None)
    )
    origin = f"symptom_{what.value}"
    rows = window.rows(session, statement, origin=origin, at=at, row=Alert.id)
    return [
        Happening(
            place=Place(when, origin, alert.id),
            what=what,
            by=alert.closed_by_name if what is _CLOSED else None,
            about=About.ALERT,
            object_id=alert.id,
            facts=_ending(alert) if what is _CLOSED else {"urgency": alert.urgency.value},
        )
        for alert, when in rows
    ]


def _ending(alert: Alert) -> dict[str, Any]:
    outcome = alert.outcome.value if alert.outcome else None
    return {"outcome": outcome, "note": alert.outcome_note}


def _held(session: Session, window: Window) -> list[Happening]:
    """Taken, taken over, given back: an alert itself says only who has it now."""
    taken = history.touched("taken_by")
    found = history.changes(session, window, "symptom_alert", AuditEntry.action == "changed", taken)
    return [
        Happening(
            place=change.place,
            what=_hold(change),
            by=change.by,
            about=About.ALERT,
            object_id=change.entry.object_id,
            facts={"had": change.before("taken_by_name")},
        )
        for change in found
    ]


def _hold(change: history.Change) -> AlertWhat:
    if change.after("taken_by") is None:
        return AlertWhat.GIVEN_BACK
    return AlertWhat.TAKEN_OVER if change.before("taken_by") else AlertWhat.TAKEN


def _contacts(session: Session, window: Window) -> list[Happening]:
    statement = (
        sa.select(AlertContact)
        .join(Alert, Alert.id == AlertContact.alert_id)
        .where(Alert.participant_id == window.participant_id)
    )
    origin = "symptom_contact"
    rows = window.rows(session, statement, origin=origin, at=AlertContact.at, row=AlertContact.id)
    return [
        Happening(
            place=Place(contact.at, origin, contact.id),
            what=AlertWhat.REACHED if contact.reached else AlertWhat.NOT_REACHED,
            by=doer(contact.by),
            about=About.ALERT,
            object_id=contact.alert_id,
            facts={"way": contact.way.value, "note": contact.note},
        )
        for (contact,) in rows
    ]


CHECK_INS = Source("check_ins", May.CHECK_INS_READ, CheckInWhat, _check_ins)
ALERTS = Source("alerts", May.CHECK_INS_READ, AlertWhat, _alerts)
