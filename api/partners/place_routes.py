"""The places of the caller's own: which one this device shows, and the end of helping."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, request

from api import access
from api.access import caller
from api.accounts.routes import session_of
from api.accounts.schemas import Session
from api.context import db, now, parts
from api.fields import Blueprint, Empty
from api.partners.telling import tell_of_change
from portal.accounts import sessions
from portal.partners import changing
from portal.partners.mails import Change

blueprint = Blueprint("own places", __name__, description="Whom somebody helps")

PLACE = "/api/account/places/<uuid:place_id>"


@blueprint.post(f"{PLACE}/choice")
@access.signed_in
@blueprint.arguments(Empty)
@blueprint.response(200, Session)
def choose(_body: dict[str, Any], place_id: UUID) -> dict[str, Any]:
    """Show this place of her own on this device from now on."""
    changing.choose(db(), caller().account_id, caller().session_id, place_id)
    return _anew()


@blueprint.post(f"{PLACE}/end")
@access.signed_in
@blueprint.arguments(Empty)
@blueprint.response(200, Session)
def leave(_body: dict[str, Any], place_id: UUID) -> dict[str, Any]:
    """Stop helping that participant, who is told by mail. The answer says where she is then."""
    place = changing.helped(db(), caller().account_id, place_id)
    changing.end(db(), place, catalog=parts().catalog, now=now())
    tell_of_change(place.participant_id, Change.LEFT)
    return _anew()


def _anew() -> dict[str, Any]:
    """The session as it is after the change."""
    db().flush()
    token = request.cookies.get(access.cookie_name(), "")
    g.caller = sessions.recognise(db(), token, now=now())
    return session_of(g.caller)
