"""A participant's care partners at the desk, to read: so that the team knows who writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import sites
from api.context import db
from api.fields import Blueprint
from api.opening import opened
from api.partners import present, schemas
from portal.accounts.roles import May
from portal.participants.service import get

blueprint = Blueprint("care partners", __name__, description="Care partners at the desk")


@blueprint.get("/api/staff/participants/<uuid:participant_id>/care-partners")
@access.staff(May.PARTICIPANTS_READ)
@blueprint.response(200, schemas.PartnersOfParticipant)
def hers(participant_id: UUID) -> dict[str, Any]:
    """Who helps her, who is invited, and who has helped."""
    return present.partners(opened(get(db(), participant_id, sites=sites())))
