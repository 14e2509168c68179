"""A person's own travel money: what is covered, receipts, sending and following a claim."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from api import access, uploads
from api.access import caller, own_place
from api.claims import present, schemas
from api.context import db, now, page_at, parts, tell
from api.downloads import FILE, form
from api.fields import Blueprint, Empty
from api.own import participant as me
from api.pictures import PictureOf, picture
from portal.accounts.roles import May, Role
from portal.claims import answering, distance, receipts, sending
from portal.claims.incoming import NewClaim, NewLine
from portal.claims.models import Claim, ClaimReceipt
from portal.claims.receipts import Sender
from portal.files.check import Checked, Kind
from portal.participants import telling
from portal.participants.models import Participant

blueprint = Blueprint("own claims", __name__, description="A person's own travel money")


def _sender() -> Sender:
    partner = own_place().role is Role.CARE_PARTNER
    return Sender(caller().account_id, caller().name, partner)


def _shown(claim: Claim, participant: Participant) -> dict[str, Any]:
    db().flush()
    return present.claim(claim, participant)


@blueprint.get("/api/me/travel")
@access.own(May.OWN_CLAIMS)
@blueprint.response(200, schemas.OwnTravel)
def travel() -> dict[str, Any]:
    """What is covered, the visits to claim for, and where each claim is."""
    return present.travel(me(), care_partner=own_place().role is Role.CARE_PARTNER)


@blueprint.put("/api/me/travel/distance")
@access.own(May.OWN_CLAIMS)
@blueprint.arguments(schemas.Distance)
@blueprint.response(200, schemas.OwnTravel)
def set_distance(body: dict[str, Any]) -> dict[str, Any]:
    """Say how far it is from home to the site, one way."""
    participant = me()
    sending.rules_for(db(), participant, parts().catalog)
    distance.put(db(), participant, body["one_way"], caller().name, now=now())
    return present.travel(participant, care_partner=own_place().role is Role.CARE_PARTNER)


@blueprint.post("/api/me/receipts/<uuid:receipt_id>")
@access.own(May.OWN_CLAIMS)
@blueprint.doc(requestBody=form(file=FILE))
@blueprint.response(200, schemas.Receipt)
def hand_in(receipt_id: UUID) -> dict[str, Any]:
    """Hand in a receipt; the claim that names it comes after it. The same one twice is one."""
    participant = me()

    def add(checked: Checked) -> ClaimReceipt:
        store = parts().store
        return receipts.add(db(), store, participant, receipt_id, checked, _sender(), now=now())

    row = uploads.take(
        Kind.RECEIPT,
        same_again=partial(receipts.same_again, db(), receipt_id, participant.id),
        check_room=partial(receipts.check_room, db(), participant.id),
        add=add,
    )
    return present.receipt(row)


@blueprint.get("/api/me/receipts/<uuid:receipt_id>/picture")
@access.own(May.OWN_CLAIMS)
@blueprint.arguments(PictureOf, location="query")
@blueprint.response(200, FILE, content_type="image/jpeg")
def own_picture(wanted: dict[str, Any], receipt_id: UUID) -> Response:
    """A receipt of one's own, to be looked at."""
    row = receipts.own(db(), receipt_id, me().id)
    return picture(row.file, page=wanted["page"], small=wanted["small"], thing="receipt")


@blueprint.post("/api/me/claims")
@access.own(May.OWN_CLAIMS)
@blueprint.arguments(schemas.NewClaim)
@blueprint.response(200, schemas.OwnClaim)
def send(body: dict[str, Any]) -> dict[str, Any]:
    """Send a claim, or the next round of one that came back. Sent twice, it is one claim."""
    participant = me()
    lines = tuple(
        NewLine(**{**line, "receipts": tuple(line["receipts"])}) for line in body.pop("lines")
    )
    claim, new = sending.send(
        db(),
        participant,
        NewClaim(**body, lines=lines),
        _sender(),
        catalog=parts().catalog,
        now=now(),
    )
    if new:
        _tell_team(claim, participant)
    return _shown(claim, participant)


def _tell_team(claim: Claim, participant: Participant) -> None:
    """A mail to those whom the study names."""
    rules = sending.rules_for(db(), participant, parts().catalog, claim.study_version)
    roles = [Role(role.value) for role in rules.travel.tell]
    address = page_at("/staff/claims")
    tell(telling.to_team(db(), participant, address=address, now=now(), roles=roles))


@blueprint.post("/api/me/claims/<uuid:claim_id>/withdrawal")
@access.own(May.OWN_CLAIMS)
@blueprint.arguments(Empty)
@blueprint.response(200, schemas.OwnClaim)
def withdraw(_body: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Take a claim back before it is decided. Twice is once."""
    participant = me()
    claim = sending.own(db(), participant.id, claim_id)
    answering.withdraw(claim, _sender(), now=now())
    return _shown(claim, participant)


@blueprint.post("/api/me/claims/<uuid:claim_id>/dispute")
@access.own(May.OWN_CLAIMS)
@blueprint.arguments(schemas.Dispute)
@blueprint.response(200, schemas.OwnClaim)
def dispute(body: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Ask for another look at a decision, once."""
    participant = me()
    claim = sending.own(db(), participant.id, claim_id)
    rules = sending.rules_for(db(), participant, parts().catalog, claim.study_version)
    until = sending.check_by(rules, participant, now=now())
    if answering.dispute(db(), claim, body["note"], _sender(), check_by=until, now=now()):
        _tell_team(claim, participant)
    return _shown(claim, participant)
