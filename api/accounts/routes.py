"""Sign-in and sign-out, the caller's own account and devices."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, g, jsonify, make_response, request

from api import access
from api.accounts import schemas
from api.accounts.device_label import device_label
from api.context import db, language, now, page_at, parts, tell
from api.fields import Blueprint
from api.limits import few
from api.partners import places
from api.trying import client, refuse, remember_device
from portal.accounts import sessions, sign_in
from portal.accounts.models import Account, SessionStrength
from portal.accounts.sessions import Caller
from portal.accounts.sign_in import CodeToSend
from portal.audit.recorder import Actor, acting, record
from portal.errors import NotFound
from portal.language import languages, say
from portal.limits import Refused
from portal.mail import Mail
from portal.study.models import Study

blueprint = Blueprint("accounts", __name__, description="Sign-in, account and devices")


@blueprint.get("/api/session")
@access.public
@blueprint.response(200, schemas.Session)
def session() -> dict[str, Any]:
    """Who is signed in on this device. Answers 200 for nobody, too."""
    return session_of(g.caller)


def session_of(caller: Caller | None) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "account": None,
        "roles": [],
        "home": None,
        "demo": parts().settings.demo,
        "study": None,
        "place": None,
        "places": [],
        "help_ended": False,
        "languages": list(languages()),
        "setting_up": False,
        "passkeys": passkeys_work(),
        "sign_on": parts().settings.oidc_name if parts().provider else None,
    }
    if caller is None:
        return answer | {"help_ended": access.help_ended()}
    answer["account"] = _account(caller)
    if caller.setting_up:
        return answer | {"setting_up": True, "home": "staff"}
    answer["roles"] = sorted({place.role for place in caller.places})
    own = places.own(caller)
    answer["places"] = own
    answer["place"] = next((one for one in own if caller.own and one["id"] == caller.own.id), None)
    answer["home"] = "participant" if own else "staff"
    place = caller.own or caller.places[0]
    study = db().get(Study, place.study_id)
    if study is None:
        raise NotFound("page")
    texts = parts().catalog.get(db(), study.id, study.version)
    spoken, fallback = language(), texts.languages[0]
    answer["study"] = {
        "key": texts.key,
        "title": texts.title.in_language(spoken, fallback),
        "short_title": texts.short_title.in_language(spoken, fallback),
    }
    return answer


def passkeys_work() -> bool:
    """Whether passkeys can be used at the address at which this request came."""
    party = parts().party
    return party is not None and party.id == urlsplit(f"//{request.host}").hostname


def _account(caller: Caller) -> dict[str, Any]:
    return {
        "id": caller.account_id,
        "name": caller.name,
        "email": caller.email,
        "language": caller.language,
        "time_zone": caller.time_zone,
    }


@blueprint.post("/api/sign-in/code")
@few
@access.public
@blueprint.arguments(schemas.AskCode)
@blueprint.response(202, schemas.Ticket)
def ask_for_code(body: dict[str, str]) -> dict[str, Any]:
    """Ask for a code by mail. The answer is the same whether the address is known or not."""
    asked = sign_in.ask_for_code(
        db(),
        body["email"],
        client=client(),
        now=now(),
        secret=parts().settings.secret_key,
    )
    if asked.send is not None:
        tell([_code_mail(asked.send)])
    return {
        "ticket": asked.ticket_id,
        "expires_in_seconds": int(sign_in.CODE_LIFE.total_seconds()),
        "resend_in_seconds": int(sign_in.RESEND_AFTER.total_seconds()),
    }


def _code_mail(asked: CodeToSend) -> Mail:
    spoken, code = asked.language, asked.code
    if code is None:
        text = say("mail.staff_body", spoken, page=page_at("/staff"))
        return Mail(asked.email, say("mail.staff_subject", spoken), text.strip() + "\n")
    text = say("mail.code_body", spoken, code=f"{code[:4]} {code[4:]}")
    return Mail(asked.email, say("mail.code_subject", spoken), text.strip() + "\n")


@blueprint.post("/api/sign-in")
@few
@access.public
@blueprint.arguments(schemas.SignIn)
@blueprint.response(200, schemas.Session)
def sign_in_with_code(body: dict[str, Any]) -> Response:
    """Sign in with the code from the mail. Sets the session cookie."""
    account = sign_in.try_code(
        db(),
        body["ticket"],
        body["code"],
        client=client(),
        now=now(),
        secret=parts().settings.secret_key,
    )
    if isinstance(account, Refused):
        refuse(account)
    return opened(account, sets_up=False)


def opened(
    account: Account,
    strength: SessionStrength = SessionStrength.ONE_FACTOR,
    *,
    sets_up: bool = True,
    place_id: UUID | None = None,
) -> Response:
    """The answer that signs `account` in on this device, with a new token.

    `place_id`: of her own places the one that the device shows, if that matters.
    `sets_up`: somebody on staff who has no sign-in of two factors yet may set one up. Not after a
    code by mail: that would make her mailbox enough.
    """
    response = open_here(account, strength, sets_up=sets_up, place_id=place_id)
    response.set_data(jsonify(schemas.Session().dump(session_of(g.caller))).get_data())
    return response


def open_here(
    account: Account,
    strength: SessionStrength,
    *,
    sets_up: bool = False,
    place_id: UUID | None = None,
) -> Response:
    """An empty answer that signs `account` in on this device; the caller fills it.

    Whoever was signed in here is so no more, and the token is new (OWASP ASVS 5.0, 7.2.4).
    """
    settings = parts().settings
    acting(db(), Actor("sign-in", account.id), now())
    if g.caller is not None:  # whoever was signed in on this device is so no more
        sessions.end(db(), g.caller.account_id, g.caller.session_id, now=now())
    device, token = sessions.open_session(
        db(),
        account,
        label=device_label(request.user_agent.string),
        strength=strength,
        sets_up=sets_up,
        now=now(),
        settings=settings,
    )
    device.place_id = place_id
    db().flush()
    caller = sessions.recognise(db(), token, now=now())
    if caller is None:
        raise NotFound("page")
    g.caller = caller
    response = make_response(jsonify(None))
    response.set_cookie(
        access.cookie_name(),
        token,
        expires=device.expires_at,
        httponly=True,
        secure=settings.secure,
        samesite="Lax",
        path="/",
    )
    remember_device(response, account)
    return response


@blueprint.post("/api/sign-out")
@access.setting_up
@blueprint.response(204)
def sign_out() -> Response:
    """End this device's session."""
    caller = access.caller()
    sessions.end(db(), caller.account_id, caller.session_id, now=now())
    return _signed_out()


@blueprint.post("/api/account/sign-out-everywhere")
@access.signed_in
@blueprint.response(204)
def sign_out_everywhere() -> Response:
    """End every session of this account, this one too."""
    caller = access.caller()
    record(db(), "signed_out_everywhere", kind="account", object_id=caller.account_id)
    sessions.end_all(db(), caller.account_id, now=now())
    return _signed_out()


def _signed_out() -> Response:
    response = make_response("", 204)
    response.delete_cookie(
        access.cookie_name(), path="/", secure=parts().settings.secure, httponly=True
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.patch("/api/account")
@access.signed_in
@blueprint.arguments(schemas.ChangeAccount)
@blueprint.response(200, schemas.Account)
def change_account(body: dict[str, Any]) -> Account:
    """Change the language, or the time zone that times are also shown in."""
    account = db().get_one(Account, access.caller().account_id)
    for key, value in body.items():
        setattr(account, key, value)
    return account


@blueprint.get("/api/account/devices")
@access.signed_in
@blueprint.response(200, schemas.Devices)
def devices() -> dict[str, Any]:
    """The devices on which this account is signed in."""
    caller = access.caller()
    found = sessions.devices(db(), caller.account_id, now=now())
    return {
        "devices": [
            {
                "id": device.id,
                "label": device.label,
                "made_at": device.made_at,
                "last_seen_at": device.last_seen_at,
                "current": device.id == caller.session_id,
            }
            for device in found
        ]
    }


@blueprint.delete("/api/account/devices/<uuid:device_id>")
@access.signed_in
@blueprint.response(204)
def end_device(device_id: UUID) -> None:
    """Sign one device out."""
    sessions.end(db(), access.caller().account_id, device_id, now=now())
