"""Alerts, reports and missed check-ins as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from api.access import caller
from api.context import db, now
from api.participants.present import who
from api.symptoms import present
from portal.participants.models import Participant
from portal.study.check_ins.definition import CheckIn, Item, Question, Urgency
from portal.study.definition import Study
from portal.symptoms import own
from portal.symptoms.desk import Counts, Missed
from portal.symptoms.models import Alert, AlertStatus, Report


def counts(found: Counts) -> dict[str, Any]:
    return asdict(found)


def alert(row: Alert) -> dict[str, Any]:
    """For :class:`desk_schemas.Alert`."""
    participant, report = row.participant, row.report
    study = present.study_of(participant, report.study_version)
    asked = study.check_in(report.check_in)
    late = row.status is AlertStatus.OPEN and row.take_by <= now()
    return {
        "id": row.id,
        "who": who(participant),
        "report_id": row.report_id,
        "urgency": row.urgency,
        "status": row.status,
        "reasons": [reason(one, asked, study) for one in _by_question(row)],
        "can_wait": report.can_wait,
        "note": report.note,
        "language": report.language,
        "answered_at": report.answered_at,
        "made_at": row.made_at,
        "take_by": row.take_by,
        "overdue": late,
        "escalated_at": row.escalated_at,
        "mine": row.taken_by == caller().account_id,
        "taken_by": row.taken_by_name,
        "taken_at": row.taken_at,
        "contacts": row.contacts,
        "outcome": row.outcome,
        "outcome_note": row.outcome_note,
        "closed_by": row.closed_by_name,
        "closed_at": row.closed_at,
        "version": row.version,
    }


def _by_question(row: Alert) -> Iterable[dict[str, Any]]:
    """The most urgent reason about each question: two rules may have met the same answer."""
    found: dict[str, dict[str, Any]] = {}
    for one in row.reasons:  # the most urgent first
        found.setdefault(one["question"], one)
    return found.values()


def reason(stored: dict[str, Any], asked: CheckIn | None, study: Study) -> dict[str, Any]:
    """Why it alerts, in words: "Pain: Strong (before: Light)"."""
    key, value, before = stored["question"], stored["value"], stored["before"]
    item, question = _named(asked, key)
    return {
        "rule": stored["rule"],
        "urgency": Urgency(stored["urgency"]),
        "symptom": present.words(item.name, study) if item else key,
        "ask": present.words(question.ask, study) if question else None,
        "said": _said(question, value, study),
        "before": None if before is None else _said(question, before, study),
    }


def _named(asked: CheckIn | None, key: str) -> tuple[Item | None, Question | None]:
    for item in asked.instrument.items if asked else ():
        if key == item.key:
            return item, None
        for question in item.questions:
            if question.key == key:
                return item, question
    return None, None


def _said(question: Question | None, value: int, study: Study) -> str:
    return present.words(question.labels[value], study) if question else str(value)


def report(row: Report) -> dict[str, Any]:
    """For :class:`desk_schemas.ReportRow`."""
    study = present.study_of(row.participant, row.study_version)
    asked = study.check_in(row.check_in)
    return {
        **present.report(row, row.participant),
        "who": who(row.participant),
        "alert_id": row.alert.id if row.alert else None,
        "above": [
            f"{present.words(item.name, study)}: {_said(question, value, study)}"
            for item in (asked.instrument.items if asked else ())
            for question in item.questions[:1]
            for value in [row.answers.get(question.key)]
            if value
        ],
    }


def missed(one: Missed) -> dict[str, Any]:
    study = present.study_of(one.participant)
    return {
        "who": who(one.participant),
        "check_in": one.check_in.key,
        "name": present.words(one.check_in.instrument.name, study),
        "due": one.due,
        "calls": one.calls,
    }


def history(participant: Participant) -> dict[str, Any]:
    """For :class:`desk_schemas.ParticipantReports`."""
    sent = own.reports(db(), participant)
    return {
        **present.history(participant, sent),
        **present.check_ins(participant, sent),
        "who": who(participant),
        "alerts": [alert(row.alert) for row in sent if row.alert],
    }
