"""How the caller signs in: her password, her app and her recovery codes."""

from __future__ import annotations

from typing import Any

import segno
from flask import Response, g, jsonify, make_response

from api import access
from api.accounts import factor_schemas as schemas
from api.accounts.factor_mail import tell_of
from api.accounts.routes import open_here
from api.context import db, now, parts
from api.fields import Blueprint
from api.limits import few
from portal.accounts import (
    authenticator,
    changing,
    factors,
    passkeys,
    password_keeping,
    recovery,
    sessions,
    totp,
)
from portal.accounts.factors import Factors
from portal.accounts.known import known_of
from portal.accounts.models import Account, SessionStrength
from portal.accounts.sessions import Caller
from portal.errors import NotAllowed, RuleBroken
from portal.sign_on import service as sign_on

blueprint = Blueprint("factors", __name__, description="How the caller signs in")
ISSUER = "Participant portal"


@blueprint.get("/api/account/factors")
@access.setting_up
@blueprint.response(200, schemas.Factors)
def show() -> dict[str, Any]:
    """How the caller signs in."""
    return factors_of(access.caller())


def factors_of(caller: Caller) -> dict[str, Any]:
    has = factors.of(db(), caller.account_id)
    password = password_keeping.of(db(), caller.account_id)
    try:
        may_change, step_up = True, factors.needs_step_up(caller, has)
    except NotAllowed:
        may_change, step_up = False, False
    return {
        "password": password.made_at if password else None,
        "app": authenticator.since(db(), caller.account_id),
        "recovery_codes_left": recovery.left(db(), caller.account_id),
        "passkeys": passkeys.of(db(), caller.account_id),
        "sign_on": sign_on.of(db(), caller.account_id),
        "staff": caller.staff_account,
        "complete": has.complete,
        "may_change": may_change,
        "step_up": step_up,
    }


def after_change(caller: Caller, **more: Any) -> Response:
    """The factors as they are now; who was setting up and has enough is signed in, with a new
    token (OWASP ASVS 5.0, 7.2.4)."""
    db().flush()
    response = make_response(jsonify(None))
    grown = caller.staff_account and caller.strength is SessionStrength.ONE_FACTOR
    if grown and factors.of(db(), caller.account_id).complete:
        account = db().get_one(Account, caller.account_id)
        response = open_here(account, SessionStrength.TWO_FACTOR)
    shown = schemas.Factors().dump(factors_of(g.caller)) | more
    response.set_data(jsonify(shown).get_data())
    return response


def _need_staff() -> Caller:
    """Participants have passkeys, or a code by mail: a password would be one more thing to keep."""
    caller = access.caller()
    if not caller.staff_account:
        raise RuleBroken("password_for_staff")
    return caller


@blueprint.put("/api/account/password")
@few
@access.setting_up
@blueprint.arguments(schemas.NewPassword)
@blueprint.response(200, schemas.Factors)
def choose_password(body: dict[str, Any]) -> Response:
    """Choose or change the password. Every other device is signed out."""
    caller = _need_staff()
    changing.check(db(), caller, body["step_up"], now=now())
    first = password_keeping.choose(
        db(),
        caller.account_id,
        body["password"],
        known=known_of(db(), caller, catalog=parts().catalog),
        hashing=parts().passwords,
        now=now(),
    )
    sessions.end_all(db(), caller.account_id, now=now(), but=caller.session_id)
    tell_of("password_chosen" if first else "password_changed", caller)
    return after_change(caller)


@blueprint.post("/api/account/password/removal")
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.Factors)
def remove_password(body: dict[str, Any]) -> Response:
    """Remove the password. Not where staff could not sign in without it."""
    caller = _need_staff()
    has = changing.check(db(), caller, body["step_up"], now=now())
    factors.check_left(caller, Factors(app=has.app, passkeys=has.passkeys))
    password_keeping.remove(db(), caller.account_id)
    tell_of("password_removed", caller)
    return after_change(caller)


@blueprint.post("/api/account/app")
@few
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.AppToScan)
def begin_app(body: dict[str, Any]) -> dict[str, Any]:
    """A new secret for an authenticator app. It counts when a code of it was typed."""
    caller = _need_staff()
    changing.check(db(), caller, body["step_up"], now=now())
    secret = authenticator.begin(
        db(), caller.account_id, now=now(), secret=parts().settings.secret_key
    )
    address = totp.address(secret, issuer=ISSUER, account=caller.email)
    picture = segno.make_qr(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
    return {"secret": totp.written(secret), "address": address, "picture": picture}


@blueprint.post("/api/account/app/confirmation")
@few
@access.setting_up
@blueprint.arguments(schemas.AppCode)
@blueprint.response(200, schemas.FactorsAndCodes)
def confirm_app(body: dict[str, Any]) -> Response:
    """Take the app into use with a code of it. New recovery codes come with it, shown once."""
    caller, secret = _need_staff(), parts().settings.secret_key
    authenticator.confirm(db(), caller.account_id, body["code"], now=now(), secret=secret)
    codes = recovery.make(db(), caller.account_id, now=now(), secret=secret)
    tell_of("app_added", caller)
    return after_change(caller, recovery_codes=codes)


@blueprint.post("/api/account/app/removal")
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.Factors)
def remove_app(body: dict[str, Any]) -> Response:
    """Remove the app and its recovery codes. Not where staff could not sign in without it."""
    caller = _need_staff()
    has = changing.check(db(), caller, body["step_up"], now=now())
    factors.check_left(caller, Factors(password=has.password, passkeys=has.passkeys))
    authenticator.remove(db(), caller.account_id)
    recovery.forget(db(), caller.account_id)
    tell_of("app_removed", caller)
    return after_change(caller)


@blueprint.post("/api/account/recovery-codes")
@few
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.RecoveryCodes)
def make_recovery_codes(body: dict[str, Any]) -> dict[str, Any]:
    """Ten new recovery codes, shown once. Those before them open nothing any more."""
    caller = _need_staff()
    changing.check(db(), caller, body["step_up"], now=now())
    codes = recovery.make(db(), caller.account_id, now=now(), secret=parts().settings.secret_key)
    tell_of("recovery_codes_made", caller)
    return {"recovery_codes": codes}
