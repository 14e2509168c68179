"""Who at the desk opened one's own record."""

from __future__ import annotations

from typing import Any

from api import access
from api.audit import schemas
from api.context import db
from api.fields import Blueprint
from api.own import participant_id
from portal.accounts.roles import May
from portal.audit import openings

MOST = 200

blueprint = Blueprint("own_openings", __name__, description="Who opened one's own record")


@blueprint.get("/api/me/openings")
@access.own(May.OWN_OPENINGS)
@blueprint.response(200, schemas.Openings)
def opened() -> dict[str, Any]:
    """Who of the study team opened one's record and when, the newest first."""
    rows, total = openings.of_participant(db(), participant_id(), limit=MOST)
    return {"rows": rows, "total": total}
