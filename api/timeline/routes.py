"""A participant's timeline at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import may_at, sites
from api.context import db
from api.fields import Blueprint
from api.opening import opened
from api.timeline import schemas
from portal.accounts.roles import May
from portal.participants import service as participants
from portal.timeline import service
from portal.timeline.happening import Happening
from portal.timeline.sources import SOURCES

blueprint = Blueprint("timeline", __name__, description="Everything that happened to a participant")


@blueprint.get("/api/staff/participants/<uuid:participant_id>/timeline")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.arguments(schemas.TimelineQuery, location="query")
@blueprint.response(200, schemas.Timeline)
def timeline(query: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Everything that the caller may know of, newest first; a page at a time."""
    participant = opened(participants.get(db(), participant_id, sites=sites()))
    readable = [source for source in SOURCES if may_at(source.may, participant.site)]
    asked = [source for source in readable if source.kind in (query["kinds"] or {source.kind})]
    page = service.page(db(), participant.id, asked, before=query["before"], limit=query["limit"])
    return {
        "rows": [_row(kind, happening) for kind, happening in page.rows],
        "older": page.older,
        "kinds": [source.kind for source in readable],
    }


def _row(kind: str, happening: Happening) -> dict[str, Any]:
    return {
        "id": f"{happening.place.origin}~{happening.place.row}",
        "at": happening.at,
        "kind": kind,
        "what": happening.what.value,
        "by": happening.by,
        "about": happening.about,
        "object_id": happening.object_id,
        "facts": happening.facts,
    }
