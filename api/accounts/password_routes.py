"""Sign-in with a password and a second step."""

from __future__ import annotations

from typing import Any

from flask import Response

from api import access
from api.accounts import factor_schemas as schemas
from api.accounts.factor_mail import tell_of
from api.accounts.routes import opened
from api.accounts.schemas import Session
from api.context import db, now, parts
from api.fields import Blueprint
from api.limits import few
from api.trying import client, refuse
from portal.accounts import password_sign_in
from portal.accounts.models import SessionStrength
from portal.limits import Refused

blueprint = Blueprint("password", __name__, description="Sign-in with a password")


@blueprint.post("/api/sign-in/password")
@few
@access.public
@blueprint.arguments(schemas.SignInPassword)
@blueprint.response(200, schemas.SecondTicket)
def sign_in(body: dict[str, str]) -> dict[str, Any]:
    """The first step. The answer is the same whether the address is known or not."""
    ticket = password_sign_in.try_password(
        db(),
        body["email"],
        body["password"],
        client=client(),
        hashing=parts().passwords,
        now=now(),
        secret=parts().settings.secret_key,
    )
    if isinstance(ticket, Refused):
        refuse(ticket)
    life = password_sign_in.TICKET_LIFE
    return {"ticket": ticket, "expires_in_seconds": int(life.total_seconds())}


@blueprint.post("/api/sign-in/second")
@few
@access.public
@blueprint.arguments(schemas.SignInSecond)
@blueprint.response(200, Session)
def second(body: dict[str, Any]) -> Response:
    """The second step: a code of the app, or a recovery code. Sets the session cookie."""
    found = password_sign_in.try_second(
        db(),
        body["ticket"],
        body["code"],
        client=client(),
        now=now(),
        secret=parts().settings.secret_key,
    )
    if isinstance(found, Refused):
        refuse(found)
    account, by_recovery_code = found
    if by_recovery_code:
        tell_of("recovery_code_used", account)
    return opened(account, SessionStrength.TWO_FACTOR)
