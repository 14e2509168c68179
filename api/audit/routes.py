"""The history of a participant's record at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import sites
from api.audit import schemas
from api.context import db
from api.fields import Blueprint, Paging
from api.opening import opened
from portal.accounts.roles import May
from portal.audit import service
from portal.participants import service as participants

blueprint = Blueprint("history", __name__, description="Who changed what, when and why")


@blueprint.get("/api/staff/participants/<uuid:participant_id>/history")
@access.staff(May.HISTORY_READ)
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, schemas.History)
def history(paging: dict[str, int], participant_id: UUID) -> dict[str, Any]:
    """Every change of this participant's record, newest first."""
    opened(participants.get(db(), participant_id, sites=sites()))
    page, size = paging["page"], paging["page_size"]
    rows, total = service.of_participant(
        db(), participant_id, sites=sites(), limit=size, offset=(page - 1) * size
    )
    shown = [
        {
            "id": entry.id,
            "at": entry.at,
            "by": name or entry.actor,
            "actor": entry.actor,
            "action": entry.action,
            "kind": entry.kind,
            "object_id": entry.object_id,
            "before": entry.before,
            "after": entry.after,
            "reason": entry.reason,
        }
        for entry, name in rows
    ]
    return {"rows": shown, "total": total, "page": page, "page_size": size}
