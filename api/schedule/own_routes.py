"""A participant's own schedule: Today, all visits, one visit, and her answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, own_place
from api.consent import present as consent
from api.context import db, parts
from api.fields import Blueprint, Empty
from api.own import participant as me
from api.schedule import present, schemas
from api.schedule.calendar_routes import ics
from portal.accounts.roles import May
from portal.audit.recorder import because
from portal.errors import RuleBroken
from portal.participants.models import Participant
from portal.schedule import calendar, service
from portal.schedule.models import TimeRequest, Visit
from portal.study import definition

SHOWN = 4
"""Visits on Today: the next one and those after it."""

blueprint = Blueprint("own schedule", __name__, description="A participant's own schedule")


def _mine() -> tuple[Participant, definition.Study, present.Reader]:
    participant = me()
    study = parts().catalog.get(db(), participant.study_id, participant.study.version)
    return participant, study, present.reader(participant)


def _consents() -> bool:
    """Whether the caller may see to the consent: the participant herself, no care partner."""
    return own_place() in caller().places_for(May.OWN_CONSENT)


def _answers() -> bool:
    """Whether the caller may say that she comes: nothing else is asked of a care partner."""
    return own_place() in caller().places_for(May.OWN_SCHEDULE_ANSWER)


@blueprint.get("/api/me/today")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.response(200, schemas.Today)
def today() -> dict[str, Any]:
    """What comes next, what waits for an answer, and whom to call."""
    participant, study, who = _mine()
    visits = service.open_visits(db(), participant.id, now=who.now, today=who.today)
    ahead = service.ahead(visits, now=who.now, today=who.today)
    shown = [present.visit(row, who) for row in ahead[:SHOWN]]
    return {
        "now": who.now,
        "today": who.today,
        "name": participant.name,
        "status": participant.status,
        "phase": present.phase_now(study, who),
        "next_visit": shown[0] if shown else None,
        "to_do": present.to_do(visits, who) if _answers() else [],
        "coming": shown[1:],
        "consent": consent.today(participant) if _consents() else None,
        "help": present.help_card(study, study.site(participant.site.key)),
    }


@blueprint.get("/api/me/schedule")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.response(200, schemas.Schedule)
def schedule() -> dict[str, Any]:
    """All visits of the study, by phase."""
    participant, study, who = _mine()
    visits = service.own_visits(db(), participant.id)
    current = present.phase_now(study, who)
    by_phase: dict[str, list[dict[str, Any]]] = {phase.key: [] for phase in study.phases}
    for row in visits:
        by_phase.setdefault(row.phase, []).append(present.visit(row, who))
    return {
        "today": who.today,
        "time_zone": participant.site.time_zone,
        "status": participant.status,
        "phases": [
            present.phase(phase, by_phase[phase.key], current, study, who) for phase in study.phases
        ],
    }


@blueprint.get("/api/me/help")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.response(200, schemas.Help)
def help_card() -> dict[str, Any]:
    """Whom to call, and when somebody answers."""
    participant, study, _ = _mine()
    return present.help_card(study, study.site(participant.site.key))


@blueprint.get("/api/me/visits/<uuid:visit_id>")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.response(200, schemas.VisitDetail)
def visit(visit_id: UUID) -> dict[str, Any]:
    """One visit with what happens at it."""
    participant, _, who = _mine()
    row = service.own_visit(db(), participant.id, visit_id)
    return present.visit(row, who, detail=True)


@blueprint.get("/api/me/visits/<uuid:visit_id>/calendar.ics")
@access.own(May.OWN_SCHEDULE_READ)
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="text/calendar")
def visit_calendar(visit_id: UUID) -> Response:
    """One booked visit as a calendar file, with its details: she asked for it herself."""
    participant, _, who = _mine()
    row = service.own_visit(db(), participant.id, visit_id)
    if not calendar.in_a_calendar(row):
        raise RuleBroken("not_booked", field="status")
    words = calendar.Words(who.language, details=True, base_url=parts().settings.base_url)
    text = calendar.calendar([(row, who.study(row.study_version))], participant.site.key, words)
    return ics(text, attachment=True)


@blueprint.put("/api/me/visits/<uuid:visit_id>/confirmation")
@access.own(May.OWN_SCHEDULE_ANSWER)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.VisitDetail)
def confirm(_body: dict[str, Any], visit_id: UUID) -> dict[str, Any]:
    """ "I'll be there". Twice is once."""
    row, who = _to_answer(visit_id)
    service.confirm(row, now=who.now)
    db().flush()
    return present.visit(row, who, detail=True)


@blueprint.delete("/api/me/visits/<uuid:visit_id>/confirmation")
@access.own(May.OWN_SCHEDULE_ANSWER)
@blueprint.response(200, schemas.VisitDetail)
def take_back_confirmation(visit_id: UUID) -> dict[str, Any]:
    """Take "I'll be there" back. Twice is once."""
    row, who = _to_answer(visit_id)
    service.take_back_confirmation(row, now=who.now)
    db().flush()
    return present.visit(row, who, detail=True)


def _to_answer(visit_id: UUID) -> tuple[Visit, present.Reader]:
    participant, _, who = _mine()
    return service.own_visit(db(), participant.id, visit_id), who


@blueprint.put("/api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>")
@access.own(May.OWN_SCHEDULE_ANSWER)
@blueprint.arguments(schemas.AskTime)
@blueprint.response(200, schemas.TimeRequest)
@blueprint.alt_response(201, schema=schemas.TimeRequest)
def ask_for_another_time(
    body: dict[str, Any], visit_id: UUID, request_id: UUID
) -> tuple[dict[str, Any], int]:
    """Ask for another time. The id is made on the phone: sent twice, it is one request."""
    participant, _, who = _mine()
    row = service.own_visit(db(), participant.id, visit_id)
    because(db(), body["note"])
    wish, new = service.ask_for_another_time(
        db(),
        row,
        participant,
        request_id=request_id,
        proposals=[
            {"date": item["date"].isoformat(), "part": item["part"]} for item in body["proposals"]
        ],
        note=body["note"],
        now=who.now,
    )
    return _shown(wish), 201 if new else 200


def _shown(wish: TimeRequest) -> dict[str, Any]:
    return present.time_request(wish)


@blueprint.delete("/api/me/visits/<uuid:visit_id>/time-requests/<uuid:request_id>")
@access.own(May.OWN_SCHEDULE_ANSWER)
@blueprint.response(204)
def withdraw_request(visit_id: UUID, request_id: UUID) -> None:
    """Take a request for another time back."""
    participant, _, _ = _mine()
    service.withdraw_request(db(), participant.id, visit_id, request_id)
