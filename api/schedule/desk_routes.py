"""Visits at the desk: lists, booking, outcomes, and requests for another time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller, sites
from api.context import db, now
from api.fields import Blueprint
from api.opening import part_opened
from api.reminders.telling import herself, tell_of
from api.schedule import present, schemas
from portal.accounts.roles import May
from portal.schedule import booking, desk
from portal.schedule.booking import Booking
from portal.schedule.models import Visit
from portal.schedule.occasions import page_of
from portal.study.reminders.definition import About

blueprint = Blueprint("visits", __name__, description="Visits at the desk")


@blueprint.get("/api/staff/visits")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.arguments(schemas.VisitFilters, location="query")
@blueprint.response(200, schemas.StaffVisits)
def visits(filters: dict[str, Any]) -> dict[str, Any]:
    """Visits at the caller's sites, by state, site and day."""
    page, size = filters["page"], filters["page_size"]
    rows, total = desk.visits(
        db(),
        desk.VisitFilters(
            state=filters["state"],
            site_id=filters["site"],
            first=filters["first"],
            last=filters["last"],
        ),
        sites=sites(),
        now=now(),
        limit=size,
        offset=(page - 1) * size,
    )
    shown = [present.staff_visit(row) for row in rows]
    return {"rows": shown, "total": total, "page": page, "page_size": size}


@blueprint.get("/api/staff/visits/<uuid:visit_id>")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.response(200, schemas.StaffVisit)
def visit(visit_id: UUID) -> dict[str, Any]:
    """One visit with its history."""
    return present.staff_visit(part_opened(booking.get(db(), visit_id, sites=sites())))


@blueprint.put("/api/staff/visits/<uuid:visit_id>/booking")
@access.staff(May.VISITS_WRITE)
@blueprint.arguments(schemas.Book)
@blueprint.response(200, schemas.StaffVisit)
def book(body: dict[str, Any], visit_id: UUID) -> dict[str, Any]:
    """Give the visit a time of the site's calendar; outside its window with a reason."""
    row = booking.get(db(), visit_id, sites=sites())
    version = body.pop("version")
    booking.book(db(), row, _booking(body), version=version, by=caller().name, now=now())
    db().flush()
    _tell_of_change(row)
    return present.staff_visit(row)


def _tell_of_change(row: Visit) -> None:
    """Its time is another one, or there is none any more: she hears of it at once."""
    tell_of(
        About.VISIT_CHANGE,
        row.participant,
        subject=row.id,
        occurrence=str(row.sequence),
        page=page_of(row.id),
    )


def _booking(body: dict[str, Any]) -> Booking:
    return Booking(
        day=body["date"],
        clock=body["time"],
        minutes=body["minutes"],
        place_note=body["place_note"],
        reason=body["reason"],
    )


@blueprint.post("/api/staff/visits/<uuid:visit_id>/outcome")
@access.staff(May.VISITS_WRITE)
@blueprint.arguments(schemas.Outcome)
@blueprint.response(200, schemas.StaffVisit)
def record_outcome(body: dict[str, Any], visit_id: UUID) -> dict[str, Any]:
    """Say how the visit went; `planned` opens it again to correct that."""
    row = booking.get(db(), visit_id, sites=sites())
    was_ahead = row.starts_at is not None and row.starts_at > now()
    booking.record_outcome(
        db(),
        row,
        body["status"],
        activities_done=body["activities_done"],
        version=body["version"],
        reason=body["reason"],
        by=caller().name,
        now=now(),
    )
    db().flush()
    if was_ahead:
        _tell_of_change(row)
    return present.staff_visit(row)


@blueprint.get("/api/staff/time-requests")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.arguments(schemas.RequestFilters, location="query")
@blueprint.response(200, schemas.StaffTimeRequests)
def time_requests(filters: dict[str, Any]) -> dict[str, Any]:
    """Requests for another time; the open ones with the longest waiting first."""
    page, size = filters["page"], filters["page_size"]
    rows, total = booking.requests(
        db(), sites=sites(), status=filters["status"], limit=size, offset=(page - 1) * size
    )
    shown = [_staff_request(row) for row in rows]
    return {"rows": shown, "total": total, "page": page, "page_size": size}


def _staff_request(wish: Any) -> dict[str, Any]:
    return present.time_request(wish) | {
        "answered_by": wish.answered_by,
        "visit": present.staff_visit(wish.visit),
    }


@blueprint.post("/api/staff/time-requests/<uuid:request_id>/answer")
@access.staff(May.VISITS_WRITE)
@blueprint.arguments(schemas.Answer)
@blueprint.response(200, schemas.StaffTimeRequest)
def answer(body: dict[str, Any], request_id: UUID) -> dict[str, Any]:
    """Answer with a new time, or decline with a note that the participant reads."""
    wish = booking.get_request(db(), request_id, sites=sites())
    row = booking.get(db(), wish.visit_id, sites=sites())
    chosen = _booking(body["booking"]) if body["booking"] else None
    booking.answer(
        db(),
        wish,
        row,
        chosen,
        version=body["version"],
        note=body["note"],
        by=caller().name,
        now=now(),
    )
    db().flush()
    if chosen is not None:
        _tell_of_change(row)
    else:
        _tell_of_answer(row, wish.id)
    return _staff_request(wish)


def _tell_of_answer(row: Visit, request_id: UUID) -> None:
    tell_of(
        About.MESSAGE,
        row.participant,
        subject=request_id,
        occurrence="answered",
        page=page_of(row.id),
        only=herself(row.participant_id),
    )
