"""The demo alone: who is there, entering as one of them, and the mails nobody was sent.

This blueprint is registered only where PORTAL_DEMO is set: elsewhere the addresses do not exist.
"""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from api import access
from api.accounts.routes import opened
from api.accounts.schemas import AskCode, Session
from api.context import db, parts
from api.fields import Blueprint
from portal.accounts import people as accounts
from portal.accounts.models import SessionStrength
from portal.accounts.roles import Role
from portal.demo.people import PARTICIPANTS, PARTNERS, STAFF
from portal.errors import RuleBroken
from portal.mail import FolderMailer

blueprint = Blueprint("demo", __name__, description="Only in the demo")


class Person(Schema):
    email = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.Enum(Role, by_value=True), required=True)
    standing = fields.String(required=True)


class People(Schema):
    people = fields.List(fields.Nested(Person), required=True)


class Mail(Schema):
    id = fields.String(required=True)
    to = fields.String(required=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    sent_at = fields.String(required=True)


class Mails(Schema):
    mails = fields.List(fields.Nested(Mail), required=True)


@blueprint.get("/api/demo/people")
@access.public
@blueprint.response(200, People)
def people() -> dict[str, Any]:
    """Whom one can enter as."""
    everyone: list[tuple[str, str, Role, str]] = [
        (person.email, person.name, Role.PARTICIPANT, person.standing) for person in PARTICIPANTS
    ]
    everyone += [
        (person.email, person.name, Role.CARE_PARTNER, person.standing) for person in PARTNERS
    ]
    everyone += [(person.email, person.name, person.role, person.standing) for person in STAFF]
    return {
        "people": [
            {"email": email, "name": name, "roles": [role], "standing": standing}
            for email, name, role, standing in everyone
        ]
    }


@blueprint.post("/api/demo/sign-in")
@access.public
@blueprint.arguments(AskCode)
@blueprint.response(200, Session)
def sign_in(body: dict[str, str]) -> Response:
    """Enter as one of the sample people."""
    known = {person.email for person in (*PARTICIPANTS, *PARTNERS, *STAFF)}
    account = accounts.account_of(db(), body["email"])
    if account is None or account.email not in known:
        raise RuleBroken("unknown_person", field="email")
    return opened(account, SessionStrength.TWO_FACTOR)


@blueprint.get("/api/demo/mail")
@access.public
@blueprint.response(200, Mails)
def mails() -> dict[str, Any]:
    """The latest mails, kept instead of sent."""
    mailer = parts().mailer
    return {"mails": mailer.kept() if isinstance(mailer, FolderMailer) else []}
