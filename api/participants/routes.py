"""Participants at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller, sites
from api.context import db, now, parts, tell
from api.fields import Blueprint
from api.opening import opened
from api.participants import present, schemas
from api.schedule.present import phone_display
from portal.accounts import people
from portal.accounts.roles import May
from portal.participants import listing, service, telling
from portal.participants.service import NewParticipant

blueprint = Blueprint("participants", __name__, description="Participants at the desk")


@blueprint.get("/api/staff/participants")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.arguments(schemas.ParticipantFilters, location="query")
@blueprint.response(200, schemas.ParticipantRows)
def participants(filters: dict[str, Any]) -> dict[str, Any]:
    """The participants of the caller's sites, what comes next for each, and what is late."""
    return _rows(filters)


@blueprint.post("/api/staff/participants/search")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.arguments(schemas.SearchParticipants)
@blueprint.response(200, schemas.ParticipantRows)
def search(body: dict[str, Any]) -> dict[str, Any]:
    """The same list, by part of a name or number."""
    return _rows(body)


def _rows(wanted: dict[str, Any]) -> dict[str, Any]:
    page, size = wanted["page"], wanted["page_size"]
    filters = listing.Filters(
        site_id=wanted["site"],
        status=wanted["status"],
        late=wanted["late"],
        not_joined=wanted["not_joined"],
        text=wanted.get("text", ""),
        sort=wanted["sort"],
    )
    rows, total = listing.page(
        db(),
        filters,
        days=listing.site_days(db(), sites(), now()),
        now=now(),
        limit=size,
        offset=(page - 1) * size,
    )
    shown = [present.row(row) for row in rows]
    return {"rows": shown, "total": total, "page": page, "page_size": size}


@blueprint.post("/api/staff/participants")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.AddParticipant)
@blueprint.response(201, schemas.ParticipantDetail)
def add(body: dict[str, Any]) -> dict[str, Any]:
    """Add a participant. She has no account until she joins with an invitation."""
    participant = service.add(
        db(), NewParticipant(**body), sites=sites(), catalog=parts().catalog, now=now()
    )
    db().flush()
    return present.detail(participant)


@blueprint.get("/api/staff/participants/<uuid:participant_id>")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.response(200, schemas.ParticipantDetail)
def participant(participant_id: UUID) -> dict[str, Any]:
    """One participant: facts, dates, flags and visits."""
    return present.detail(opened(service.get(db(), participant_id, sites=sites())))


@blueprint.patch("/api/staff/participants/<uuid:participant_id>")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.ChangeParticipant)
@blueprint.response(200, schemas.ParticipantDetail)
def change(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Change facts and flags. A new e-mail of somebody who has joined needs a reason, signs her
    devices out, and is told to both addresses."""
    found = service.get(db(), participant_id, sites=sites())
    version, reason = body.pop("version"), body.pop("reason")
    person = people.participants_account(db(), found.id)
    before = person.email if person else ""
    service.update(
        db(),
        found,
        body,
        version=version,
        reason=reason,
        sites=sites(),
        catalog=parts().catalog,
        now=now(),
    )
    db().flush()
    if person is not None and person.email != before:
        study = parts().catalog.get(db(), found.study_id, found.study.version)
        phone = phone_display(study.site(found.site.key).phone)
        tell(telling.of_new_address(person, before, phone=phone))
    return present.detail(found)


@blueprint.put("/api/staff/participants/<uuid:participant_id>/anchors/<string:key>")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.SetAnchor)
@blueprint.response(200, schemas.ParticipantDetail)
def set_anchor(body: dict[str, Any], participant_id: UUID, key: str) -> dict[str, Any]:
    """Set a date that the schedule counts from. Past and booked visits stay where they are."""
    found = service.get(db(), participant_id, sites=sites())
    service.set_anchor(
        db(),
        found,
        key,
        body["date"],
        version=body["version"],
        reason=body["reason"],
        by=caller().name,
        catalog=parts().catalog,
        now=now(),
    )
    db().flush()
    return present.detail(found)


@blueprint.post("/api/staff/participants/<uuid:participant_id>/status")
@access.staff(May.PARTICIPANTS_WRITE)
@blueprint.arguments(schemas.ChangeStatus)
@blueprint.response(200, schemas.ParticipantDetail)
def change_status(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Move to another status. Leaving the study takes the visits ahead away."""
    found = service.get(db(), participant_id, sites=sites())
    service.change_status(
        db(),
        found,
        body["status"],
        version=body["version"],
        reason=body["reason"],
        by=caller().name,
        catalog=parts().catalog,
        now=now(),
    )
    db().flush()
    return present.detail(found)
