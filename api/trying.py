"""Who tries something, and the refusal of a try that must stay counted."""

from __future__ import annotations

from typing import NoReturn

from flask import Response, request

from api import access
from api.context import db, now, parts
from portal.accounts.models import Account
from portal.language import say
from portal.limits import Client, Notice, Refused, devices
from portal.limits.counting import DEVICE_KEPT
from portal.mail import Mail


def client() -> Client:
    """The network and, where the browser keeps its cookie, the device that this request is from."""
    return Client(request.remote_addr or "", request.cookies.get(access.device_cookie_name(), ""))


def refuse(refused: Refused) -> NoReturn:
    """Commit the counted try although this request fails, tell the person if it is time, raise."""
    db().commit()
    if refused.notice is not None:
        parts().mailer.send(_mail(refused.notice))
    raise refused.error


def _mail(notice: Notice) -> Mail:
    text = say("mail.tries_body", notice.language)
    return Mail(notice.email, say("mail.tries_subject", notice.language), text.strip() + "\n")


def remember_device(response: Response, account: Account) -> None:
    """Note that `account` signs in on this device, which keeps the cookie after sign-out."""
    settings = parts().settings
    token = devices.remember(
        db(), account.id, client().device, now=now(), secret=settings.secret_key
    )
    response.set_cookie(
        access.device_cookie_name(),
        token,
        max_age=DEVICE_KEPT,
        httponly=True,
        secure=settings.secure,
        samesite="Lax",
        path="/",
    )
