"""Signing in through the institution's provider. The browser itself goes these ways, by links."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from flask import Response, make_response, redirect, request
from sqlalchemy.orm import Session

from api import access
from api.accounts import factor_schemas as schemas
from api.accounts.factor_mail import tell_of
from api.accounts.factor_routes import after_change
from api.accounts.routes import open_here
from api.context import db, now, parts
from api.fields import Blueprint
from api.limits import count_few, few
from api.trying import client
from portal import limits
from portal.accounts import changing, factors
from portal.accounts.factors import Factors
from portal.accounts.models import SessionStrength
from portal.accounts.password_sign_in import TICKET_LIFE
from portal.errors import NotFound, TooOften
from portal.limits import Kind
from portal.sign_on import service
from portal.sign_on.provider import CALLBACK, Provider, Secrets
from portal.sign_on.refusals import Reason, SignOnRefused
from portal.sign_on.service import Entered
from portal.sign_on.tokens import Identity

log = structlog.get_logger("api")
blueprint = Blueprint("sign_on", __name__, description="Sign-on through the institution")
DESK = "/staff/"
LONGEST = 4000


@blueprint.get("/api/sign-in/oidc")
@access.without_data
@blueprint.response(303, description="To the provider, or back to the sign-in page")
def begin() -> Response:
    """Go to the institution's provider. A link, not a call: the browser follows it."""
    provider = _provider()
    secret = parts().settings.secret_key
    try:
        count_few()
        with parts().database.transaction() as session:
            browser, secrets = service.begin(session, now=now(), secret=secret)
        answer = _to(provider.address(secrets))
    except TooOften:
        return _back(Reason.SLOW)
    except SignOnRefused as refused:
        return _refused(refused)
    answer.set_cookie(
        access.sign_on_cookie_name(),
        browser,
        max_age=service.LIFE,
        httponly=True,
        secure=parts().settings.secure,
        samesite="Lax",
        path="/",
    )
    return answer


@blueprint.get(CALLBACK)
@access.without_data
@blueprint.response(303, description="To the desk, or back to the sign-in page")
def come_back() -> Response:
    """The way back from the provider. Sets the session cookie, or says in one word why not."""
    provider = _provider()
    try:
        count_few()
        try_id, secrets = _take()
        answer: Response = _enter(provider, try_id, _identity(provider, secrets))
        return answer
    except TooOften:
        return _back(Reason.SLOW)
    except SignOnRefused as refused:
        return _refused(refused)


def _provider() -> Provider:
    """Raises NotFound where single sign-on is not set: there is no such address then."""
    found = parts().provider
    if found is None:
        raise NotFound("page")
    return found


def _take() -> tuple[UUID, Secrets]:
    """Use this way up, in a transaction of its own: none is open while the provider is asked."""
    browser, state = _cookie(), request.args.get("state", "")[:LONGEST]
    secret = parts().settings.secret_key
    with parts().database.transaction() as session:
        attempt = limits.check(
            session, Kind.SIGN_ON, who=f"way {state}", client=client(), now=now(), secret=secret
        )
        taken = service.take(session, browser, state, now=now(), secret=secret)
        if taken is None:
            limits.failed(session, attempt, now=now())
    if taken is None:
        raise SignOnRefused(Reason.EXPIRED)
    return taken


def _identity(provider: Provider, secrets: Secrets) -> Identity:
    """Whom the provider vouches for. Raises SignOnRefused; what cannot be trusted is counted."""
    code, issuer = request.args.get("code", "")[:LONGEST], request.args.get("iss")
    if not code:
        raise SignOnRefused(Reason.DECLINED)
    try:
        return provider.exchange(code, secrets, issuer=issuer, now=now())
    except SignOnRefused as refused:
        if refused.reason is Reason.FAILED:
            with parts().database.transaction() as session:
                _count(session, f"way {secrets.state}")
        raise


@access.public(writes=True)
def _enter(provider: Provider, try_id: UUID, identity: Identity) -> Response:
    found = service.enter(db(), try_id, identity, provider, now=now())
    if isinstance(found, Reason):
        if found is not Reason.NO_SECOND:
            _count(db(), identity.email or identity.subject)
        return _refused(SignOnRefused(found))
    if found.first:
        tell_of("sign_on_added", found.account)
    if found.strength is SessionStrength.TWO_FACTOR:
        return _opened(found)
    return _to(f"{DESK}?sign-on={'second' if found.has_app else 'passkey'}")


def _opened(found: Entered) -> Response:
    answer = open_here(found.account, found.strength)
    answer.status_code = 303
    answer.set_data(b"")
    answer.headers["Location"] = DESK
    return _forgetting(answer)


def _count(session: Session, who: str) -> None:
    """A failure of this client. Raises TooOften where it has to wait already."""
    secret = parts().settings.secret_key
    attempt = limits.check(
        session, Kind.SIGN_ON, who=who, client=client(), now=now(), secret=secret
    )
    limits.failed(session, attempt, now=now())


@blueprint.post("/api/sign-in/oidc/second")
@few
@access.public
@blueprint.response(200, schemas.SecondTicket)
def second() -> dict[str, Any]:
    """The ticket for the second step, in the browser that came back from the provider. Once."""
    secret = parts().settings.secret_key
    ticket = service.ticket(db(), _cookie(), now=now(), secret=secret)
    return {"ticket": ticket, "expires_in_seconds": int(TICKET_LIFE.total_seconds())}


@blueprint.post("/api/account/sign-on/removal")
@access.setting_up
@blueprint.arguments(schemas.Confirmed)
@blueprint.response(200, schemas.Factors)
def remove(body: dict[str, Any]) -> Response:
    """The institution's sign-on opens the account no more. Not where staff have no way of their own."""
    caller = access.caller()
    has = changing.check(db(), caller, body["step_up"], now=now())
    factors.check_left(caller, Factors(has.password, has.app, has.passkeys))
    service.remove(db(), caller.account_id)
    tell_of("sign_on_removed", caller)
    return after_change(caller)


def _cookie() -> str:
    return request.cookies.get(access.sign_on_cookie_name(), "")[:100]


def _refused(refused: SignOnRefused) -> Response:
    log.info("sign_on_refused", reason=refused.reason.value, detail=refused.detail)
    return _back(refused.reason)


def _back(reason: Reason) -> Response:
    """To the sign-in page, which has the sentence: nothing but one word stands in the address."""
    return _forgetting(_to(f"{DESK}?sign-on={reason.value}"))


def _forgetting(answer: Response) -> Response:
    answer.delete_cookie(
        access.sign_on_cookie_name(), path="/", secure=parts().settings.secure, httponly=True
    )
    return answer


def _to(address: str) -> Response:
    return make_response(redirect(address, 303))
