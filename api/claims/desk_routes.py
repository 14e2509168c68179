"""Travel claims at the desk: what waits, the receipts beside the lines, the decision."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Response

from api import access
from api.access import caller, sites
from api.claims import desk_present as present
from api.claims import desk_schemas as schemas
from api.claims.acting import doer
from api.claims.schemas import Distance
from api.claims.telling import tell_sender
from api.context import db, now, parts
from api.downloads import FILE, csv_of_people
from api.fields import Blueprint
from api.opening import opened, part_opened
from api.pictures import PictureOf, original, picture
from portal.accounts.roles import May
from portal.claims import desk, distance, export, receipts, reviewing, sending
from portal.claims.desk import Waiting, Wanted
from portal.claims.models import Claim
from portal.claims.reviewing import LineDecision
from portal.files.kinds import JPEG, PDF
from portal.participants import service as participants
from portal.participants.models import Participant

blueprint = Blueprint("claims", __name__, description="Travel claims at the desk")

MOST_OF_ONE = 200


@blueprint.get("/api/staff/claims")
@access.staff(May.CLAIMS_READ)
@blueprint.arguments(schemas.ClaimFilters, location="query")
@blueprint.response(200, schemas.Claims)
def claim_list(filters: dict[str, Any]) -> dict[str, Any]:
    """Claims, the longest waiting first, and how many wait for whom."""
    page, size = filters["page"], filters["page_size"]
    wanted = Wanted(
        waiting=filters["waiting"],
        account_id=caller().account_id,
        site_id=filters["site"],
        participant_id=filters["participant"],
        limit=size,
        offset=(page - 1) * size,
    )
    rows, total = desk.claims(db(), wanted, sites=sites(), now=now())
    return {
        "rows": [present.row(row) for row in rows],
        "total": total,
        "page": page,
        "page_size": size,
        "counts": asdict(desk.counts(db(), sites=sites(), now=now())),
    }


@blueprint.get("/api/staff/claims/<uuid:claim_id>")
@access.staff(May.CLAIMS_READ)
@blueprint.response(200, schemas.ClaimDetail)
def one(claim_id: UUID) -> dict[str, Any]:
    """One claim with its receipts, what is unusual about it, and what became of it."""
    claim = part_opened(reviewing.get(db(), claim_id, sites=sites()))
    return present.detail(claim, sites())


def _saved(claim: Claim) -> dict[str, Any]:
    db().flush()
    return present.detail(claim, sites())


@blueprint.post("/api/staff/claims/<uuid:claim_id>/take")
@access.staff(May.CLAIMS_REVIEW)
@blueprint.arguments(schemas.ClaimVersion)
@blueprint.response(200, schemas.ClaimDetail)
def take(body: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Begin to check a claim, or take it over from a colleague."""
    claim = reviewing.get(db(), claim_id, sites=sites())
    before = claim.status
    reviewing.take(claim, doer(), version=body["version"], now=now())
    tell_sender(claim, before)
    return _saved(claim)


@blueprint.post("/api/staff/claims/<uuid:claim_id>/release")
@access.staff(May.CLAIMS_REVIEW)
@blueprint.arguments(schemas.ClaimVersion)
@blueprint.response(200, schemas.ClaimDetail)
def release(body: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Give a claim back, so that it waits for somebody again."""
    claim = reviewing.get(db(), claim_id, sites=sites())
    reviewing.release(claim, doer(), version=body["version"], now=now())
    return _saved(claim)


@blueprint.post("/api/staff/claims/<uuid:claim_id>/decision")
@access.staff(May.CLAIMS_REVIEW)
@blueprint.arguments(schemas.DecideClaim)
@blueprint.response(200, schemas.ClaimDetail)
def decide(body: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Approve a claim line by line, ask the person something, decline it, or look again."""
    claim = reviewing.get(db(), claim_id, sites=sites())
    before = claim.status
    reviewing.decide(
        db(),
        claim,
        body["decision"],
        [LineDecision(**line) for line in body["lines"]],
        body["note"],
        doer(),
        policy=present.policy_of(claim),
        version=body["version"],
        now=now(),
    )
    tell_sender(claim, before)
    return _saved(claim)


@blueprint.get("/api/staff/receipts/<uuid:receipt_id>/picture")
@access.staff(May.CLAIMS_READ)
@blueprint.arguments(PictureOf, location="query")
@blueprint.response(200, FILE, content_type="image/jpeg")
def receipt_picture(wanted: dict[str, Any], receipt_id: UUID) -> Response:
    """A page of a receipt that came with a claim."""
    row = part_opened(receipts.at_sites(db(), receipt_id, sites=sites()))
    return picture(row.file, page=wanted["page"], small=wanted["small"], thing="receipt")


@blueprint.get("/api/staff/receipts/<uuid:receipt_id>/file")
@access.staff(May.CLAIMS_READ)
@blueprint.doc(
    responses={
        200: {
            "description": "The receipt",
            "content": {kind: {"schema": FILE} for kind in (PDF, JPEG)},
        }
    }
)
def receipt_file(receipt_id: UUID) -> Response:
    """The receipt as it is kept, to be saved."""
    return original(part_opened(receipts.at_sites(db(), receipt_id, sites=sites())).file)


@blueprint.get("/api/staff/participants/<uuid:participant_id>/travel")
@access.staff(May.CLAIMS_READ)
@blueprint.response(200, schemas.ParticipantTravel)
def of_participant(participant_id: UUID) -> dict[str, Any]:
    """One participant: her claims, the newest first, and how far she lives."""
    return _of(opened(participants.get(db(), participant_id, sites=sites())))


def _of(participant: Participant) -> dict[str, Any]:
    wanted = Wanted(
        waiting=Waiting.ALL,
        account_id=caller().account_id,
        participant_id=participant.id,
        limit=MOST_OF_ONE,
        offset=0,
    )
    rows, _ = desk.claims(db(), wanted, sites=sites(), now=now())
    return present.of_participant(participant, rows)


@blueprint.put("/api/staff/participants/<uuid:participant_id>/travel/distance")
@access.staff(May.CLAIMS_REVIEW)
@blueprint.arguments(Distance)
@blueprint.response(200, schemas.ParticipantTravel)
def set_distance(body: dict[str, Any], participant_id: UUID) -> dict[str, Any]:
    """Correct how far a participant lives from the site."""
    participant = participants.get(db(), participant_id, sites=sites())
    sending.rules_for(db(), participant, parts().catalog)
    distance.put(db(), participant, body["one_way"], caller().name, now=now())
    return _of(participant)


@blueprint.get("/api/staff/claims.csv")
@access.staff(May.CLAIMS_READ)
@blueprint.doc(responses={200: {"description": "The claims as CSV"}})
def claims_csv() -> Response:
    """All claims of the caller's sites as a table."""
    return csv_of_people(export.claims(db(), sites=sites()), "claims.csv", kind="claim")


@blueprint.get("/api/staff/claim-lines.csv")
@access.staff(May.CLAIMS_READ)
@blueprint.doc(responses={200: {"description": "The lines of the claims as CSV"}})
def lines_csv() -> Response:
    """All lines of the claims of the caller's sites as a table."""
    text = export.lines(db(), sites=sites())
    return csv_of_people(text, "claim-lines.csv", kind="claim_line")
