"""Passkeys: signing in with one, adding, naming and removing them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request

from api import access
from api.accounts import factor_schemas as schemas
from api.accounts.device_label import device_label
from api.accounts.factor_mail import tell_of
from api.accounts.factor_routes import after_change
from api.accounts.routes import opened
from api.accounts.schemas import Session
from api.context import db, now, parts
from api.fields import Blueprint
from api.limits import few
from portal.accounts import changing, factors, passkeys
from portal.accounts.factors import Factors
from portal.accounts.models import Account, SessionStrength
from portal.accounts.passkeys import Asked
from portal.accounts.places import has_a_place
from portal.accounts.webauthn import Party
from portal.errors import PortalError, RuleBroken

blueprint = Blueprint("passkeys", __name__, description="Passkeys")


def party() -> Party:
    found = parts().party
    if found is None:
        raise RuleBroken("passkeys_not_here")
    return found


@blueprint.post("/api/sign-in/passkey/options")
@few
@access.public
@blueprint.response(200, schemas.PasskeyOptions)
def sign_in_options() -> Asked:
    """What the browser needs to ask for a passkey. Nobody says who she is."""
    return passkeys.begin_signing_in(db(), party(), now=now())


@blueprint.post("/api/sign-in/passkey")
@few
@access.public
@blueprint.arguments(schemas.PasskeyAnswer)
@blueprint.response(200, Session)
def sign_in(body: dict[str, Any]) -> Response:
    """Sign in with the passkey's answer. Sets the session cookie."""
    found = passkeys.sign_in(db(), party(), body["id"], body["credential"], now=now())
    if not isinstance(found, PortalError) and not has_a_place(db(), found, now=now()):
        found = RuleBroken("passkey_refused")
    if isinstance(found, PortalError):
        db().commit()  # the challenge stays used although this request fails
        raise found
    return opened(db().get_one(Account, found), SessionStrength.TWO_FACTOR)


@blueprint.post("/api/account/passkeys/options")
@few
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.PasskeyOptions)
def adding_options(body: dict[str, Any]) -> Asked:
    """What the browser needs to make a passkey."""
    caller = access.caller()
    changing.check(db(), caller, body["step_up"], now=now())
    return passkeys.begin_adding(db(), caller, party(), now=now())


@blueprint.post("/api/account/passkeys")
@few
@access.setting_up
@blueprint.arguments(schemas.PasskeyAnswer)
@blueprint.response(200, schemas.Factors)
def add(body: dict[str, Any]) -> Response:
    """Add the passkey that the browser made. Who was setting up is signed in then."""
    caller = access.caller()
    label = device_label(request.user_agent.string)
    answer, told = body["credential"], body["id"]
    found = passkeys.add(db(), caller, party(), told, answer, label=label, now=now())
    if isinstance(found, PortalError):
        db().commit()  # the challenge stays used although this request fails
        raise found
    tell_of("passkey_added", caller)
    return after_change(caller)


@blueprint.patch("/api/account/passkeys/<uuid:passkey_id>")
@access.setting_up
@blueprint.arguments(schemas.Renamed)
@blueprint.response(200, schemas.Factors)
def rename(body: dict[str, Any], passkey_id: UUID) -> Response:
    """Give a passkey another name."""
    caller = access.caller()
    passkeys.rename(db(), caller, passkey_id, body["label"])
    return after_change(caller)


@blueprint.post("/api/account/passkeys/<uuid:passkey_id>/removal")
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.Factors)
def remove(body: dict[str, Any], passkey_id: UUID) -> Response:
    """Remove a passkey: it opens nothing any more. Not the last way in of somebody on staff."""
    caller = access.caller()
    passkeys.own(db(), caller, passkey_id)
    has = changing.check(db(), caller, body["step_up"], now=now())
    factors.check_left(caller, Factors(has.password, has.app, has.passkeys - 1))
    passkeys.remove(db(), caller, passkey_id)
    tell_of("passkey_removed", caller)
    return after_change(caller)
