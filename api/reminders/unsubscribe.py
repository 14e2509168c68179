"""The one click of a mail program that turns a kind of notice off (RFC 8058), without a sign-in.

Not under /api/: the same address, opened by a person, is a page of the app that asks her first.
"""

from __future__ import annotations

from flask import Flask, Response, make_response

from api import access
from api.context import db, now, parts
from portal.audit.recorder import Actor, acting
from portal.reminders import confirming, tokens
from portal.reminders.tokens import Purpose


@access.from_anywhere
@access.public
def unsubscribe(token: str) -> Response:
    """No more notices of the kind that this one was of. Whatever the token, the answer is the same."""
    notice_id = tokens.read(parts().settings.secret_key, Purpose.UNSUBSCRIBE, token)
    if notice_id is not None:
        acting(db(), Actor("unsubscribe"), now())
        confirming.unsubscribe(db(), notice_id, now=now())
    return make_response("OK\n", 200, {"Content-Type": "text/plain; charset=utf-8"})


def register(app: Flask) -> None:
    app.add_url_rule("/unsubscribe/<token>", "unsubscribe", unsubscribe, methods=["POST"])
