"""Check-ins at the desk: alerts and their closing, reports to read, people to call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, sites
from api.context import db, now, parts
from api.downloads import csv, csv_of_people
from api.fields import Blueprint, Empty
from api.opening import opened, part_opened
from api.symptoms import desk_present as present
from api.symptoms import desk_schemas as schemas
from api.symptoms.own_routes import tell_team
from api.symptoms.schemas import NewReport
from portal.accounts.roles import May
from portal.participants import service as participants
from portal.symptoms import alerts, calling, desk, export, reporting
from portal.symptoms.alerts import Doer
from portal.symptoms.calling import NewCall
from portal.symptoms.models import Alert

blueprint = Blueprint("check-ins", __name__, description="Check-ins at the desk")


def _doer() -> Doer:
    return Doer(caller().account_id, caller().name)


def _counts() -> dict[str, Any]:
    found = desk.counts(db(), sites=sites(), catalog=parts().catalog, now=now())
    return present.counts(found)


@blueprint.get("/api/staff/alerts")
@access.staff(May.CHECK_INS_READ)
@blueprint.arguments(schemas.AlertFilters, location="query")
@blueprint.response(200, schemas.Alerts)
def alert_list(filters: dict[str, Any]) -> dict[str, Any]:
    """Alerts, the most urgent and longest waiting first, and what else waits."""
    page, size = filters["page"], filters["page_size"]
    rows, total = desk.alerts(
        db(),
        filters["waiting"],
        sites=sites(),
        account_id=caller().account_id,
        now=now(),
        limit=size,
        offset=(page - 1) * size,
    )
    return {
        "rows": [present.alert(row) for row in rows],
        "total": total,
        "page": page,
        "page_size": size,
        "counts": _counts(),
    }


@blueprint.get("/api/staff/alerts/<uuid:alert_id>")
@access.staff(May.CHECK_INS_READ)
@blueprint.response(200, schemas.Alert)
def one(alert_id: UUID) -> dict[str, Any]:
    """One alert: what was said, what it was before, who has it, how it ended."""
    return present.alert(part_opened(alerts.get(db(), alert_id, sites=sites())))


def _saved(alert: Alert) -> dict[str, Any]:
    db().flush()
    return present.alert(alert)


@blueprint.post("/api/staff/alerts/<uuid:alert_id>/take")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(schemas.OnVersion)
@blueprint.response(200, schemas.Alert)
def take(body: dict[str, Any], alert_id: UUID) -> dict[str, Any]:
    """Take an alert, or take it over from a colleague."""
    found = alerts.get(db(), alert_id, sites=sites())
    alerts.take(found, _doer(), version=body["version"], now=now())
    return _saved(found)


@blueprint.post("/api/staff/alerts/<uuid:alert_id>/release")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(schemas.OnVersion)
@blueprint.response(200, schemas.Alert)
def release(body: dict[str, Any], alert_id: UUID) -> dict[str, Any]:
    """Give an alert back, so that it waits for somebody again."""
    found = alerts.get(db(), alert_id, sites=sites())
    alerts.release(found, _doer(), version=body["version"])
    return _saved(found)


@blueprint.post("/api/staff/alerts/<uuid:alert_id>/contacts")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(schemas.NewContact)
@blueprint.response(200, schemas.Alert)
def contact(body: dict[str, Any], alert_id: UUID) -> dict[str, Any]:
    """Note a try to reach the person."""
    found = alerts.get(db(), alert_id, sites=sites())
    alerts.note_contact(db(), found, alerts.NewContact(**body), _doer(), now=now())
    return _saved(found)


@blueprint.post("/api/staff/alerts/<uuid:alert_id>/close")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(schemas.Close)
@blueprint.response(200, schemas.Alert)
def close(body: dict[str, Any], alert_id: UUID) -> dict[str, Any]:
    """Close an alert with how it ended."""
    found = alerts.get(db(), alert_id, sites=sites())
    alerts.close(found, body["outcome"], body["note"], _doer(), version=body["version"], now=now())
    return _saved(found)


@blueprint.get("/api/staff/check-ins/reports")
@access.staff(May.CHECK_INS_READ)
@blueprint.arguments(schemas.ReportFilters, location="query")
@blueprint.response(200, schemas.Reports)
def report_list(filters: dict[str, Any]) -> dict[str, Any]:
    """Reports that nobody read yet, the oldest first; or all, the newest first."""
    page, size = filters["page"], filters["page_size"]
    rows, total = desk.reports(
        db(), sites=sites(), unread=filters["unread"], limit=size, offset=(page - 1) * size
    )
    return {
        "rows": [present.report(row) for row in rows],
        "total": total,
        "page": page,
        "page_size": size,
    }


@blueprint.post("/api/staff/check-ins/reports/<uuid:report_id>/read")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.ReportRow)
def mark_read(_body: dict[str, Any], report_id: UUID) -> dict[str, Any]:
    """Say that it was read: the participant sees by whom and when."""
    found = alerts.get_report(db(), report_id, sites=sites())
    alerts.mark_read(found, caller().name, now=now())
    db().flush()
    return present.report(found)


@blueprint.get("/api/staff/check-ins/missed")
@access.staff(May.CHECK_INS_READ)
@blueprint.response(200, schemas.MissedRows)
def missed() -> dict[str, Any]:
    """Whose check-in did not come in time, the longest waiting first."""
    found = desk.missed(db(), sites=sites(), catalog=parts().catalog, now=now())
    return {"rows": [present.missed(item) for item in found]}


@blueprint.get("/api/staff/participants/<uuid:participant_id>/check-ins")
@access.staff(May.CHECK_INS_READ)
@blueprint.response(200, schemas.ParticipantReports)
def history(participant_id: UUID) -> dict[str, Any]:
    """One participant: her reports, the visits between them, and the questions to ask her."""
    return present.history(opened(participants.get(db(), participant_id, sites=sites())))


@blueprint.post("/api/staff/participants/<uuid:participant_id>/check-ins/reports")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(NewReport)
@blueprint.response(200, schemas.ParticipantReports)
def enter(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Enter a report that somebody gave on the phone, marked as such."""
    participant = participants.get(db(), participant_id, sites=sites())
    stored, new = reporting.store(
        db(),
        participant,
        reporting.NewReport(**body),
        catalog=parts().catalog,
        now=now(),
        entered_by=caller().name,
    )
    if new:
        tell_team(stored, participant)
    return present.history(participant)


@blueprint.post("/api/staff/participants/<uuid:participant_id>/check-ins/calls")
@access.staff(May.CHECK_INS_WRITE)
@blueprint.arguments(schemas.NewCall)
@blueprint.response(200, schemas.MissedRows)
def call(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Note a call about a check-in that did not come."""
    participant = participants.get(db(), participant_id, sites=sites())
    calling.note(
        db(), participant, NewCall(**body), by=caller().name, catalog=parts().catalog, now=now()
    )
    db().flush()
    found = desk.missed(db(), sites=sites(), catalog=parts().catalog, now=now())
    return {"rows": [present.missed(item) for item in found]}


@blueprint.get("/api/staff/check-ins/reports.csv")
@access.staff(May.CHECK_INS_READ)
@blueprint.doc(responses={200: {"description": "The reports as CSV"}})
def reportscsv() -> Response:
    """All reports of the caller's sites as a table: one line an answer."""
    text = export.reports(db(), sites=sites(), catalog=parts().catalog)
    return csv_of_people(text, "check-ins.csv", kind="report")


@blueprint.get("/api/staff/check-ins/dictionary.csv")
@access.staff(May.CHECK_INS_READ)
@blueprint.doc(responses={200: {"description": "The data dictionary as CSV"}})
def dictionarycsv() -> Response:
    """What the columns and the answers of the export mean."""
    text = export.dictionary(db(), sites=sites(), catalog=parts().catalog)
    return csv(text, "check-ins-dictionary.csv")
